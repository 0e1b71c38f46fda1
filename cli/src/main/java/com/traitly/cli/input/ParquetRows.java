package com.traitly.cli.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.StructAccessor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file. Timestamps become ISO 8601, bytes that are no text hexadecimal, and
 * nested values JSON objects and arrays.
 */
final class ParquetRows implements RowSource {
  /** Kept here, because a level set on a logger that nobody holds is forgotten. */
  private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

  static {
    // It tells on standard error how it decodes, which is of no use to who imports.
    LIBRARY.setLevel(Level.WARNING);
  }

  private final ParquetFileReader file;
  private final RowReader rows;
  private final List<String> columns;
  private final AtomicLong read;
  private final long size;
  private final long total;
  private long number;

  ParquetRows(Path path, AtomicLong read) throws IOException {
    this.read = read;
    size = Files.size(path);
    try {
      file = ParquetFileReader.open(InputFile.of(path));
    } catch (IOException | RuntimeException e) {
      throw new UnusableInput("the Parquet file is damaged: %s.".formatted(e.getMessage()));
    }
    rows = file.rowReader();
    total = Math.max(1, file.getFileMetaData().numRows());
    columns = names(rows);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean untyped() {
    return false;
  }

  @Override
  public @Nullable Row next() throws IOException {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      rows.next();
      number++;
      read.addAndGet(size * number / total - size * (number - 1) / total);
      return new Row.Read(number, object(rows));
    } catch (RuntimeException e) {
      throw new IOException(
          "the Parquet file is damaged behind row %d: %s".formatted(number, e.getMessage()), e);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
    file.close();
  }

  private static List<String> names(StructAccessor struct) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < struct.getFieldCount(); i++) {
      names.add(struct.getFieldName(i));
    }
    return names;
  }

  private static ObjectNode object(StructAccessor struct) {
    ObjectNode object = Json.object();
    for (int i = 0; i < struct.getFieldCount(); i++) {
      if (!struct.isNull(i)) {
        object.set(struct.getFieldName(i), json(struct.getValue(i)));
      }
    }
    return object;
  }

  private static JsonNode json(@Nullable Object value) {
    return switch (value) {
      case null -> NullNode.getInstance();
      case Boolean flag -> BooleanNode.valueOf(flag);
      case Integer whole -> LongNode.valueOf(whole);
      case Long whole -> LongNode.valueOf(whole);
      case Float number -> DecimalNode.valueOf(new BigDecimal(number.toString()));
      case Double number -> DoubleNode.valueOf(number);
      case BigDecimal number -> DecimalNode.valueOf(number);
      case byte[] bytes -> TextNode.valueOf(HexFormat.of().formatHex(bytes));
      case StructAccessor struct -> object(struct);
      case PqList list -> array(list);
      case PqMap map -> map(map);
      default -> TextNode.valueOf(value.toString());
    };
  }

  private static ArrayNode array(PqList list) {
    ArrayNode array = Json.array();
    for (Object value : list.values()) {
      array.add(json(value));
    }
    return array;
  }

  private static ObjectNode map(PqMap map) {
    ObjectNode object = Json.object();
    for (PqMap.Entry entry : map.getEntries()) {
      object.set(
          String.valueOf(entry.getKey()), json(entry.isValueNull() ? null : entry.getValue()));
    }
    return object;
  }
}
