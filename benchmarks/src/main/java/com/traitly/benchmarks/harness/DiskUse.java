package com.traitly.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Bytes on disk by store of a streams application, over all its partitions.
 *
 * @param byStore the bytes by store name; files of no store are under the empty name
 */
public record DiskUse(Map<String, Long> byStore) {
  private static final String STORES = "rocksdb";

  /** Measures a service's directory; the service should have been stopped cleanly. */
  public static DiskUse of(Path directory) {
    Map<String, Long> byStore = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .forEach(each -> byStore.merge(store(directory.relativize(each)), size(each), Long::sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DiskUse(byStore);
  }

  /** Sums the bytes of the stores with these names. */
  public long of(Predicate<String> stores) {
    return byStore.entrySet().stream()
        .filter(each -> stores.test(each.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static String store(Path file) {
    for (int i = 0; i < file.getNameCount() - 1; i++) {
      if (file.getName(i).toString().equals(STORES)) {
        return file.getName(i + 1).toString();
      }
    }
    return "";
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException compacted) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
