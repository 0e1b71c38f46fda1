package com.traitly.systemtests.erasure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads every RocksDB database below a directory row by row, while no process has it open. */
record StoresOnDisk(Path directory) {
  static {
    RocksDB.loadLibrary();
  }

  /** Returns the names of the stores in which a key or value contains a text. */
  Set<String> thatHold(String text) throws Exception {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    Set<String> found = new TreeSet<>();
    for (Path database : databases()) {
      if (holds(database, wanted)) {
        found.add(database.getFileName().toString());
      }
    }
    return found;
  }

  private List<Path> databases() throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      // Each database has a file of this name, which names its newest manifest.
      return files.filter(file -> file.endsWith("CURRENT")).map(file -> file.getParent()).toList();
    }
  }

  private static boolean holds(Path database, byte[] wanted) throws RocksDBException {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, database.toString())) {
        families.add(new ColumnFamilyDescriptor(name));
      }
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB db = RocksDB.openReadOnly(options, database.toString(), families, handles)) {
      boolean found = false;
      for (ColumnFamilyHandle family : handles) {
        found |= holds(db, family, wanted);
        family.close();
      }
      return found;
    }
  }

  private static boolean holds(RocksDB db, ColumnFamilyHandle family, byte[] wanted)
      throws RocksDBException {
    try (RocksIterator rows = db.newIterator(family)) {
      for (rows.seekToFirst(); rows.isValid(); rows.next()) {
        if (contains(rows.key(), wanted) || contains(rows.value(), wanted)) {
          return true;
        }
      }
      rows.status();
      return false;
    }
  }

  private static boolean contains(byte[] bytes, byte[] wanted) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .contains(new String(wanted, StandardCharsets.ISO_8859_1));
  }
}
