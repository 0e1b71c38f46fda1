package com.traitly.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.checkpoint.Place;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.json.Json;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The refused rows, each as it was in its file, with its place and the reason, one JSON object a
 * line. The file can be mended and imported. It is made when the first row is refused. Thread-safe.
 */
final class Rejects implements Closeable {
  /** Field that names the file of a refused row. */
  static final String FILE = "traitly_file";

  /** Field with the number of a refused row in its file. */
  static final String ROW = "traitly_row";

  /** Field with the reason. */
  static final String REASON = "traitly_reason";

  /** Field which says that all values of a row are texts because its file has no types. */
  static final String UNTYPED = "traitly_untyped";

  private static final int KINDS = 200;

  private final Path path;
  private final List<String> files;
  private final Map<String, Long> kinds = new LinkedHashMap<>();
  private @Nullable BufferedWriter out;
  private boolean begun;
  private long kept;

  /**
   * Writes to a file; appends when it exists.
   *
   * @param files names of the imported files, the same in each run
   */
  Rejects(Path path, List<String> files) {
    this.path = path;
    this.files = files;
  }

  /** The file. */
  Path path() {
    return path;
  }

  /**
   * Prepares the file once, when the first row is about to be imported: removes what an earlier run
   * wrote of rows behind a place, since those rows come again. Rows of other files stay.
   *
   * @throws UnusableInput when the file exists and is no file of refused rows
   */
  synchronized void begin(Place place) throws IOException {
    if (begun) {
      return;
    }
    begun = true;
    if (!Files.isRegularFile(path)) {
      return;
    }
    requireOurs();
    Path next = path.resolveSibling(path.getFileName() + ".next");
    try (Stream<String> lines = Files.lines(path);
        BufferedWriter mended = Files.newBufferedWriter(next)) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode row = row(line);
        if (!row.has(FILE)) {
          continue;
        }
        int file = files.indexOf(row.path(FILE).asText());
        boolean covered = file >= 0 && place.covers(file, row.path(ROW).asLong());
        if (file < 0 || covered) {
          mended.write(line);
          mended.write('\n');
          kept += covered ? 1 : 0;
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.move(next, path, StandardCopyOption.REPLACE_EXISTING);
  }

  /** How many rows an earlier run refused of what this one goes on with. */
  synchronized long kept() {
    return kept;
  }

  /**
   * Writes a refused row.
   *
   * @throws IOException when it cannot be written, which must stop the import
   */
  synchronized void add(int file, long row, ObjectNode fields, boolean untyped, String reason)
      throws IOException {
    ObjectNode line = fields.deepCopy();
    if (untyped) {
      line.put(UNTYPED, true);
    }
    line.put(FILE, files.get(file)).put(ROW, row).put(REASON, reason);
    try {
      if (out == null) {
        out = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
      out.write(new String(Json.bytes(line), UTF_8));
      out.write('\n');
    } catch (IOException e) {
      throw unwritable(e);
    }
    String kind = reason.replaceAll("\\d+", "…");
    kinds.merge(
        kinds.size() < KINDS || kinds.containsKey(kind) ? kind : "other reasons", 1L, Long::sum);
  }

  /** Hands everything written to the file system. */
  synchronized void flush() throws IOException {
    if (out != null) {
      try {
        out.flush();
      } catch (IOException e) {
        throw unwritable(e);
      }
    }
  }

  /** How often each reason was given, the most frequent first; numbers in reasons are left out. */
  synchronized Map<String, Long> kinds() {
    Map<String, Long> sorted = new LinkedHashMap<>();
    kinds.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(kind -> sorted.put(kind.getKey(), kind.getValue()));
    return sorted;
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw unwritable(e);
      } finally {
        out = null;
      }
    }
  }

  /** Nothing but a file of refused rows may be replaced. */
  private void requireOurs() throws IOException {
    boolean ours;
    try (Stream<String> lines = Files.lines(path)) {
      ours = lines.findFirst().orElse(REASON).contains(REASON);
    } catch (UncheckedIOException notText) {
      ours = false;
    }
    if (!ours) {
      throw new UnusableInput(
          "%s exists and holds no refused rows: name another file with --rejects.".formatted(path));
    }
  }

  private IOException unwritable(IOException cause) {
    return new IOException(
        "the refused rows cannot be written to %s (%s)".formatted(path, cause.getMessage()), cause);
  }

  /** A line as it was written; a missing node for one that a kill cut off. */
  private static JsonNode row(String line) {
    try {
      return Json.read(line.getBytes(UTF_8));
    } catch (IllegalArgumentException cutOff) {
      return MissingNode.getInstance();
    }
  }
}
