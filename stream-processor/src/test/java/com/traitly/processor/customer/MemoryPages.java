package com.traitly.processor.customer;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A timeline's pages in memory; counts reads and writes. */
public final class MemoryPages implements CustomerPages {
  final Map<Integer, byte[]> pages = new HashMap<>();
  long chunksRead;
  long bucketsRead;
  long written;

  @Override
  public byte @Nullable [] read(int chunk) {
    if (chunk < 0) {
      bucketsRead++;
    } else {
      chunksRead++;
    }
    return pages.get(chunk);
  }

  @Override
  public void write(int chunk, byte[] bytes) {
    written++;
    pages.put(chunk, bytes);
  }

  long bytes() {
    return pages.values().stream().mapToLong(bytes -> bytes.length).sum();
  }
}
