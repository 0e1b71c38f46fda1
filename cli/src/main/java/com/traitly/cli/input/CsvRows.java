package com.traitly.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180) whose first record names the columns. The separator is the most
 * frequent of comma, semicolon, tab and bar in that record. An empty cell is an absent field.
 */
final class CsvRows implements RowSource {
  private static final String SEPARATORS = ",;\t|";
  private static final int FIELD_CHARACTERS = 1 << 20;
  private static final int HEADER_BYTES = 64 << 10;

  private final CloseableIterator<CsvRecord> records;
  private final CellText text;
  private final List<String> columns;
  private long number;

  CsvRows(InputStream content, CellText text) throws IOException {
    this.text = text;
    records =
        CsvReader.builder()
            .fieldSeparator(separator(content))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(2 * FIELD_CHARACTERS)
            .ofCsvRecord(new InputStreamReader(content, ISO_8859_1))
            .iterator();
    columns = header();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean untyped() {
    return true;
  }

  @Override
  public @Nullable Row next() throws IOException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      return row(records.next());
    } catch (CsvParseException e) {
      throw new IOException(
          "no row can be told apart after row %d (%s); is a quotation mark left open there?"
              .formatted(number, e.getMessage()),
          e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private Row row(CsvRecord found) {
    number++;
    ObjectNode fields = Json.object();
    @Nullable String reason = null;
    int cells = found.getFieldCount();
    for (int i = 0; i < Math.min(cells, columns.size()); i++) {
      String cell = found.getField(i);
      if (cell.isEmpty()) {
        continue;
      }
      try {
        fields.put(columns.get(i), text.of(cell));
      } catch (CharacterCodingException e) {
        reason =
            "The column \"%s\" is not %s: say --encoding, or save the file in UTF-8"
                .formatted(columns.get(i), text.encoding().name());
        fields.put(columns.get(i), cell);
      }
    }
    if (cells != columns.size()) {
      reason = "The row has %d of %d columns".formatted(cells, columns.size());
      if (cells > columns.size()) {
        fields.put(Row.Broken.TEXT, String.join(",", found.getFields()));
      }
    }
    return reason == null ? new Row.Read(number, fields) : new Row.Broken(number, fields, reason);
  }

  private List<String> header() throws IOException {
    if (!records.hasNext()) {
      throw new UnusableInput("the file is empty: its first line must name the columns.");
    }
    List<String> names = records.next().getFields().stream().map(this::columnName).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isEmpty() || !seen.add(name)) {
        throw new UnusableInput(
            "the first line has %s: each column needs a name of its own."
                .formatted(name.isEmpty() ? "a column without a name" : "\"" + name + "\" twice"));
      }
    }
    return names;
  }

  private String columnName(String cell) {
    try {
      return text.of(cell).strip();
    } catch (CharacterCodingException e) {
      throw new UnusableInput(
          "the first line is not %s: say --encoding.".formatted(text.encoding().name()));
    }
  }

  /** Finds the separator in the first line; the content must support mark. */
  private static char separator(InputStream content) throws IOException {
    content.mark(HEADER_BYTES);
    String start = new String(content.readNBytes(HEADER_BYTES), ISO_8859_1);
    content.reset();
    String line = start.lines().findFirst().orElse("");
    char best = SEPARATORS.charAt(0);
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char candidate = SEPARATORS.charAt(i);
      if (count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String line, char wanted) {
    return line.chars().filter(character -> character == wanted).count();
  }
}
