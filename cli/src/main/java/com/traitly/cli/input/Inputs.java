package com.traitly.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Opens inputs. Compression is told by the first bytes, the format by the name or, without one that
 * says it, by the first byte.
 *
 * @param encoding of the cells of CSV files; JSON is always UTF-8
 * @param read is told of each byte read from the files, compressed as they are; thread-safe
 */
public record Inputs(Charset encoding, AtomicLong read) {
  /** Name of standard input among files. */
  public static final String STANDARD = "-";

  /** How names of files with refused rows end; in a folder they are passed over. */
  public static final String REJECTS = ".rejects.ndjson";

  private static final int BUFFER = 256 << 10;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16_LITTLE = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] UTF_16_BIG = {(byte) 0xfe, (byte) 0xff};
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};
  private static final List<String> ENDINGS =
      List.of(".csv", ".tsv", ".ndjson", ".jsonl", ".json", ".parquet");
  private static final List<String> PACKED = List.of(".gz", ".zst", ".zstd");

  /**
   * Replaces each folder by the readable files in it, in the order of their names.
   *
   * @param passedOver is told of each file in a folder that is empty and therefore left out
   * @throws UnusableInput when a file does not exist or a folder holds nothing that can be read
   */
  public static List<String> files(List<String> named, Consumer<String> passedOver)
      throws IOException {
    List<String> files = new ArrayList<>();
    for (String name : named) {
      Path path = Path.of(name);
      if (name.equals(STANDARD) || Files.isRegularFile(path)) {
        files.add(name);
      } else if (Files.isDirectory(path)) {
        files.addAll(inFolder(path, passedOver));
      } else {
        throw new UnusableInput(name + ": there is no such file.");
      }
    }
    return files;
  }

  /**
   * Opens one file.
   *
   * @throws UnusableInput when it is empty, a folder, or in a format that is not known
   */
  public RowSource open(String file) throws IOException {
    if (!file.equals(STANDARD) && startsWith(Path.of(file), PARQUET)) {
      return new ParquetRows(Path.of(file), read);
    }
    InputStream raw = file.equals(STANDARD) ? System.in : Files.newInputStream(Path.of(file));
    try {
      return open(file, unpacked(buffered(new Counted(raw, read))));
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private RowSource open(String file, InputStream content) throws IOException {
    String ending = ending(file);
    if (startsWith(content, UTF_16_LITTLE) || startsWith(content, UTF_16_BIG)) {
      return new Inputs(UTF_8, read).open(file, buffered(new Utf16AsUtf8(content)));
    }
    if (startsWith(content, BYTE_ORDER_MARK)) {
      content.skipNBytes(BYTE_ORDER_MARK.length);
    }
    content.mark(4);
    int first = content.read();
    content.reset();
    if (first < 0) {
      throw new UnusableInput("the file is empty.");
    }
    return switch (ending) {
      case ".csv", ".tsv" -> new CsvRows(content, new CellText(encoding));
      case ".ndjson", ".jsonl" -> new LineRows(content);
      case ".json" -> json(content);
      case ".parquet" ->
          throw new UnusableInput("this is no Parquet file: it does not begin with PAR1.");
      default ->
          first == '{' || first == '['
              ? json(content)
              : new CsvRows(content, new CellText(encoding));
    };
  }

  /** Many a file called JSON has an object a line, where a broken line must spoil only itself. */
  private static RowSource json(InputStream content) throws IOException {
    content.mark(BUFFER);
    byte[] start = content.readNBytes(BUFFER - 1);
    content.reset();
    int end = 0;
    while (end < start.length && start[end] != '\n') {
      end++;
    }
    boolean lines =
        JsonRow.of(1, Arrays.copyOf(start, end)) instanceof Row.Read first
            && !first.fields().path("batch").isArray();
    return lines ? new LineRows(content) : new JsonRows(content);
  }

  private static List<String> inFolder(Path folder, Consumer<String> passedOver)
      throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> readable =
          found
              .filter(Files::isRegularFile)
              .filter(path -> !ending(path.toString()).isEmpty())
              .filter(path -> !path.toString().endsWith(REJECTS))
              .sorted()
              .toList();
      List<String> files = new ArrayList<>();
      for (Path path : readable) {
        if (isEmpty(path)) {
          passedOver.accept(path.toString());
        } else {
          files.add(path.toString());
        }
      }
      if (files.isEmpty()) {
        throw new UnusableInput(
            "%s: the folder holds no file that ends in %s and is not empty."
                .formatted(folder, String.join(", ", ENDINGS)));
      }
      return files;
    }
  }

  /** Whether there is nothing in it; one that cannot be read is reported when its turn comes. */
  private static boolean isEmpty(Path file) {
    try (InputStream raw = Files.newInputStream(file)) {
      return unpacked(buffered(raw)).read() < 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The ending which names the format, below that of the compression; empty when none does. */
  private static String ending(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    for (String packed : PACKED) {
      if (name.endsWith(packed)) {
        name = name.substring(0, name.length() - packed.length());
      }
    }
    return ENDINGS.stream().filter(name::endsWith).findFirst().orElse("");
  }

  private static InputStream unpacked(InputStream content) throws IOException {
    if (startsWith(content, GZIP)) {
      return buffered(new GZIPInputStream(content, BUFFER));
    }
    if (startsWith(content, ZSTD)) {
      return buffered(new ZstdInputStream(content));
    }
    return content;
  }

  private static InputStream buffered(InputStream content) {
    return new BufferedInputStream(content, BUFFER);
  }

  private static boolean startsWith(Path file, byte[] bytes) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return Arrays.equals(content.readNBytes(bytes.length), bytes);
    }
  }

  private static boolean startsWith(InputStream content, byte[] bytes) throws IOException {
    content.mark(bytes.length);
    boolean same = Arrays.equals(content.readNBytes(bytes.length), bytes);
    content.reset();
    return same;
  }

  /** Tells how many bytes were read. */
  private static final class Counted extends FilterInputStream {
    private final AtomicLong read;

    Counted(InputStream content, AtomicLong read) {
      super(content);
      this.read = read;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      read.addAndGet(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      read.addAndGet(Math.max(0, count));
      return count;
    }
  }
}
