package com.traitly.cli.input;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of an NDJSON file: one JSON object a line. Empty lines are passed over. */
final class LineRows implements RowSource {
  private static final int LINE_BYTES = 1 << 20;

  private final InputStream content;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean tooLong;
  private long number;

  LineRows(InputStream content) {
    this.content = content;
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public boolean untyped() {
    return false;
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (advance()) {
      byte[] bytes = line.toByteArray();
      if (!isBlank(bytes)) {
        number++;
        return row(bytes);
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private Row row(byte[] bytes) {
    return tooLong
        ? JsonRow.broken(number, bytes, "The line is longer than 1 MiB")
        : JsonRow.of(number, bytes);
  }

  /** Reads one line, keeps at most as much of it as a line may have; false at the end. */
  private boolean advance() throws IOException {
    line.reset();
    tooLong = false;
    int next = content.read();
    if (next < 0) {
      return false;
    }
    for (; next >= 0 && next != '\n'; next = content.read()) {
      if (line.size() < LINE_BYTES) {
        line.write(next);
      } else {
        tooLong = true;
      }
    }
    return true;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }
}
