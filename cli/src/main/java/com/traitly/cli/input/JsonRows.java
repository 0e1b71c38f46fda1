package com.traitly.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a JSON file: the objects of an array, of {@code {"batch": […]}}, or objects one after
 * the other. The file is cut between objects before they are parsed, so that a broken one spoils
 * only itself. What surrounds objects is not judged.
 */
final class JsonRows implements RowSource {
  private static final Pattern START =
      Pattern.compile("(?:\u00ef\u00bb\u00bf)?\\s*(?:\\[|\\{\\s*\"batch\"\\s*:\\s*\\[)?");
  private static final String SURROUNDING = " \n\r\t,[]}";
  private static final int START_BYTES = 4 << 10;
  private static final int ROW_BYTES = 1 << 20;

  private final InputStream content;
  private final ByteArrayOutputStream row = new ByteArrayOutputStream();
  private long number;

  /** Reads from a stream that supports mark. */
  JsonRows(InputStream content) throws IOException {
    this.content = content;
    content.mark(START_BYTES);
    Matcher start = START.matcher(new String(content.readNBytes(START_BYTES), ISO_8859_1));
    content.reset();
    if (start.lookingAt()) {
      content.skipNBytes(start.end());
    }
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
    int first = firstOfNext();
    if (first < 0) {
      return null;
    }
    number++;
    boolean whole = first == '{' ? readObject(first) : readOther(first);
    byte[] bytes = row.toByteArray();
    if (!whole) {
      return JsonRow.broken(number, bytes, "The file ends in the middle of this row");
    }
    if (bytes.length > ROW_BYTES) {
      return JsonRow.broken(number, bytes, "The row is longer than 1 MiB");
    }
    return JsonRow.of(number, bytes);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private int firstOfNext() throws IOException {
    int next = content.read();
    while (next >= 0 && SURROUNDING.indexOf(next) >= 0) {
      next = content.read();
    }
    return next;
  }

  /** Reads up to the brace that closes the object; false when the file ends before it. */
  private boolean readObject(int first) throws IOException {
    row.reset();
    int depth = 0;
    boolean quoted = false;
    for (int next = first; next >= 0; next = content.read()) {
      keep(next);
      if (quoted) {
        if (next == '\\') {
          keep(content.read());
        } else if (next == '"') {
          quoted = false;
        }
      } else if (next == '"') {
        quoted = true;
      } else if (next == '{') {
        depth++;
      } else if (next == '}' && --depth == 0) {
        return true;
      }
    }
    return false;
  }

  /** Reads what is no object, up to the end of its line or a comma. */
  private boolean readOther(int first) throws IOException {
    row.reset();
    for (int next = first; next >= 0 && ",]\n".indexOf(next) < 0; next = content.read()) {
      keep(next);
    }
    return true;
  }

  /** Keeps one byte more than a row may have, which tells that the row is too long. */
  private void keep(int next) {
    if (next >= 0 && row.size() <= ROW_BYTES) {
      row.write(next);
    }
  }
}
