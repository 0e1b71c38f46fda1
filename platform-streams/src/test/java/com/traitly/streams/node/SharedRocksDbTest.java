package com.traitly.streams.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

@Tag("thorough")
class SharedRocksDbTest {
  private static final int STORES = 400;
  private static final int ROWS = 20;
  private static final int ROW_BYTES = 1_000;

  @TempDir Path directory;

  @Test
  void asManyStoresAsOneProcessHasWriteNoFileForAFewRows() throws RocksDBException {
    SharedRocksDb config = new SharedRocksDb();
    List<RocksDB> stores = new ArrayList<>();
    try (Options options = new Options().setCreateIfMissing(true)) {
      options.setTableFormatConfig(new BlockBasedTableConfig());
      config.setConfig("any", options, Map.of());
      for (int i = 0; i < STORES; i++) {
        stores.add(RocksDB.open(options, directory.resolve("store-" + i).toString()));
      }
      for (int row = 0; row < ROWS; row++) {
        byte[] key = ("row-" + row).getBytes(StandardCharsets.UTF_8);
        for (RocksDB store : stores) {
          store.put(key, new byte[ROW_BYTES]);
        }
      }
      for (RocksDB store : stores) {
        assertThat(store.getLongProperty("rocksdb.num-immutable-mem-table")).isZero();
        assertThat(store.getLongProperty("rocksdb.total-sst-files-size")).isZero();
      }
    } finally {
      stores.forEach(RocksDB::close);
    }
  }
}
