package com.traitly.cli.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.traitly.contracts.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputsTest {
  @TempDir Path directory;
  private final List<String> passedOver = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theSeparatorIsToldByTheFirstLine(String separator) throws IOException {
    String text = "id,name\r\n1,\"a \"\"b\"\", c\nd\"\r\n\r\n2,\n";
    assertThat(rows("x.csv", text.replace(",", separator).getBytes(UTF_8)))
        .containsExactly(
            "{\"id\":\"1\",\"name\":\"a \\\"b\\\"" + separator.replace("\t", "\\t") + " c\\nd\"}",
            "{\"id\":\"2\"}");
  }

  @Test
  void aCellInAnotherEncodingSpoilsOnlyItsRow() throws IOException {
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    mixed.writeBytes("id,name\n1,Zoë\n2,".getBytes(UTF_8));
    mixed.writeBytes("Zoë\n".getBytes(ISO_8859_1));
    mixed.writeBytes("3,Zoë\n".getBytes(UTF_8));
    assertThat(rows("x.csv", mixed.toByteArray()))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("{\"id\":\"1\",\"name\":\"Zoë\"}"),
            row -> assertThat(row).startsWith("! The column \"name\" is not UTF-8"),
            row -> assertThat(row).isEqualTo("{\"id\":\"3\",\"name\":\"Zoë\"}"));
    assertThat(rows("x.csv", "id\nZoë\n".getBytes(ISO_8859_1), ISO_8859_1))
        .containsExactly("{\"id\":\"Zoë\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void utf16WithAByteOrderMarkIsRead(String encoding) throws IOException {
    String clef = "\ud834\udd1e";
    String text = "\ufeffid,name\n" + ("1,Zoë" + clef + "\n").repeat(5_000);
    assertThat(rows("x.csv", text.getBytes(Charset.forName(encoding))))
        .hasSize(5_000)
        .containsOnly("{\"id\":\"1\",\"name\":\"Zoë\\uD834\\uDD1E\"}");
    assertThat(rows("x.json", "\ufeff{\"id\":\"ë\"}".getBytes(Charset.forName(encoding))))
        .containsExactly("{\"id\":\"ë\"}");
  }

  @Test
  void aRowThatIsCutOffOrTooLongIsBroken() throws IOException {
    assertThat(rows("x.csv", "\ufeffid,name,at\n1,a,2\n2,b,3,4\n3,c".getBytes(UTF_8)))
        .containsExactly(
            "{\"id\":\"1\",\"name\":\"a\",\"at\":\"2\"}",
            "! The row has 4 of 3 columns",
            "! The row has 2 of 3 columns");
  }

  @Test
  void eachLineOfNdjsonIsJudgedByItself() throws IOException {
    String text = "{\"id\":1}\n\n{\"id\":\n  \n[1]\r\n{\"id\":1,\"id\":2}\n{\"id\":1e2}";
    assertThat(rows("x.ndjson", text.getBytes(UTF_8)))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("{\"id\":1}"),
            row -> assertThat(row).startsWith("! "),
            row -> assertThat(row).isEqualTo("! The row is not a JSON object"),
            row -> assertThat(row).startsWith("! "),
            row -> assertThat(row).isEqualTo("{\"id\":1e2}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":\"}{\\\"\"},{\"a\":{\"b\":[2]}}]",
        "  {\"batch\" : [ {\"a\":\"}{\\\"\"},\n{\"a\":{\"b\":[2]}} ]}",
        "{\"a\":\"}{\\\"\"}\n{\"a\":{\"b\":[2]}}",
      })
  void jsonMayBeAnArrayABatchOrObjectsOneAfterTheOther(String text) throws IOException {
    assertThat(rows("x.json", text.getBytes(UTF_8)))
        .containsExactly("{\"a\":\"}{\\\"\"}", "{\"a\":{\"b\":[2]}}");
  }

  @Test
  void aBrokenObjectOfAnArraySpoilsOnlyItself() throws IOException {
    assertThat(rows("x.json", "[{\"a\":1},{\"a\":},{\"a\":2},7,{\"a\":3".getBytes(UTF_8)))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("{\"a\":1}"),
            row -> assertThat(row).startsWith("! "),
            row -> assertThat(row).isEqualTo("{\"a\":2}"),
            row -> assertThat(row).isEqualTo("! The row is not a JSON object"),
            row -> assertThat(row).isEqualTo("! The file ends in the middle of this row"));
    assertThat(rows("x.json", "[{\"a\":1}]\n[{\"b\":[2]}]".getBytes(UTF_8)))
        .containsExactly("{\"a\":1}", "{\"b\":[2]}");
    assertThat(rows("x.json", "{\"tags\":[\"x\"],\"a\":1}{\"a\":2}".getBytes(UTF_8)))
        .containsExactly("{\"tags\":[\"x\"],\"a\":1}", "{\"a\":2}");
  }

  @Test
  void aBrokenLineOfAFileThatIsCalledJsonSpoilsOnlyItself() throws IOException {
    assertThat(rows("x.json", "{\"a\":1}\n{\"a\":\"2\n{\"a\":3}\n".getBytes(UTF_8)))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo("{\"a\":1}"),
            row -> assertThat(row).startsWith("! "),
            row -> assertThat(row).isEqualTo("{\"a\":3}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.csv|'\"id\",\"name\"\n1,2'",
        "x.ndjson|'{\"id\":\"1\",\"name\":\"2\"}'",
        "x|'[{\"id\":\"1\",\"name\":\"2\"}]'"
      })
  void aByteOrderMarkIsPassedOver(String name, String text) throws IOException {
    assertThat(rows(name, ("\ufeff" + text.replace("\\n", "\n")).getBytes(UTF_8)))
        .containsExactly("{\"id\":\"1\",\"name\":\"2\"}");
  }

  @ParameterizedTest
  @CsvSource({"x.csv.gz, true", "x.csv.zst, false", "x, true"})
  void compressionIsToldByTheFirstBytes(String name, boolean gzip) throws IOException {
    byte[] text = "id\n1\n".getBytes(UTF_8);
    assertThat(rows(name, gzip ? gzip(text) : Zstd.compress(text)))
        .containsExactly("{\"id\":\"1\"}");
  }

  @Test
  void anArchiveThatIsCutOffGivesItsRowsAndThenFails() throws IOException {
    byte[] text = "id\n".repeat(200_000).getBytes(UTF_8);
    byte[] packed = gzip(text);
    Path file =
        Files.write(directory.resolve("x.csv.gz"), Arrays.copyOf(packed, packed.length / 2));
    Inputs inputs = new Inputs(UTF_8, new AtomicLong());
    try (RowSource source = inputs.open(file.toString())) {
      assertThat(source.next()).isNotNull();
      assertThatThrownBy(
              () -> {
                while (source.next() != null) {
                  // Every row before the end can be read.
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void parquetKeepsTypesAndTimes() throws IOException {
    Path file = directory.resolve("events.parquet");
    try (InputStream sample = InputsTest.class.getResourceAsStream("events.parquet")) {
      Files.copy(java.util.Objects.requireNonNull(sample), file);
    }
    assertThat(rows(file, UTF_8))
        .containsExactly(
            "{\"user_id\":\"ada\",\"event\":\"Log In\",\"at\":\"2026-03-01T09:00:00Z\",\"pages\":3,\"price\":9.5,\"trial\":true}",
            "{\"user_id\":\"bo\",\"event\":\"Log In\",\"at\":\"2026-03-01T10:00:00.500Z\",\"price\":0.25,\"trial\":false}",
            "{\"user_id\":\"ada\",\"event\":\"Style Widget\",\"at\":\"2026-03-02T09:00:00Z\",\"pages\":5}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.csv|''|empty",
        "x.csv|'a,a'|\"a\" twice",
        "x.csv|'a,,b'|a column without a name",
        "x.parquet|'no'|no Parquet file",
      })
  void aFileThatCannotBeUsedIsToldInASentence(String name, String text, String said) {
    assertThatThrownBy(() -> rows(name, text.getBytes(UTF_8)))
        .isInstanceOf(UnusableInput.class)
        .hasMessageContaining(said);
  }

  @Test
  void aFolderStandsForItsFilesInOrder() throws IOException {
    for (String name : List.of("b.csv", "a.ndjson.gz", "notes.txt")) {
      Files.writeString(directory.resolve(name), "x");
    }
    assertThat(Inputs.files(List.of(directory.toString()), passedOver::add))
        .extracting(file -> Path.of(file).getFileName().toString())
        .containsExactly("a.ndjson.gz", "b.csv");
    Files.write(directory.resolve("c.csv"), new byte[0]);
    Files.write(directory.resolve("d.csv.gz"), gzip(new byte[0]));
    assertThat(Inputs.files(List.of(directory.toString()), passedOver::add)).hasSize(2);
    assertThat(passedOver)
        .extracting(file -> Path.of(file).getFileName().toString())
        .containsExactly("c.csv", "d.csv.gz");
    assertThatThrownBy(() -> Inputs.files(List.of("/nowhere/at/all"), passedOver::add))
        .isInstanceOf(UnusableInput.class);
  }

  private List<String> rows(String name, byte[] content) throws IOException {
    return rows(name, content, UTF_8);
  }

  private List<String> rows(String name, byte[] content, Charset encoding) throws IOException {
    return rows(Files.write(directory.resolve(name), content), encoding);
  }

  private static List<String> rows(Path file, Charset encoding) throws IOException {
    List<String> rows = new ArrayList<>();
    try (RowSource source = new Inputs(encoding, new AtomicLong()).open(file.toString())) {
      for (Row row = source.next(); row != null; row = source.next()) {
        assertThat(row.number()).isEqualTo(rows.size() + 1);
        rows.add(
            row instanceof Row.Broken broken
                ? "! " + broken.reason()
                : new String(Json.bytes(row.fields()), UTF_8));
      }
    }
    return rows;
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text);
    }
    return packed.toByteArray();
  }
}
