package com.traitly.sender;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyTestDriver;

/** Searches all stores of a topology for a text, as whoever read the files would. */
final class StoredTexts {
  private StoredTexts() {}

  /** Names of all stores that hold a text, in a key or a value. */
  static Set<String> storesThatHold(TopologyTestDriver driver, String text) {
    Set<String> found = new TreeSet<>();
    for (String store : driver.getAllStateStores().keySet()) {
      try (var rows = driver.<Object, Object>getKeyValueStore(store).all()) {
        rows.forEachRemaining(row -> {
          if ((readable(row.key) + readable(row.value)).contains(text)) {
            found.add(store);
          }
        });
      }
    }
    return found;
  }

  private static String readable(Object part) {
    return switch (part) {
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      case Bytes bytes -> new String(bytes.get(), StandardCharsets.ISO_8859_1);
      default -> part.toString();
    };
  }
}
