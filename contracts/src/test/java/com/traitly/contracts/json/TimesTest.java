package com.traitly.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1493933699 | 1493933699000",
        "\"1493933699\" | 1493933699000",
        "1493933699.9 | 1493933699900",
        "\"1493933699.1239\" | 1493933699123",
        "1493933699000 | 1493933699000",
        "\"1493933699123\" | 1493933699123",
        "1493933699123.7 | 1493933699123",
        "\"2017-05-04T21:34:59Z\" | 1493933699000",
        "\"2017-05-04T21:34:59.25Z\" | 1493933699250",
        "\"2017-05-04T23:34:59+02:00\" | 1493933699000",
        "0 | 0",
        "-1 | -1000",
        "-0.5 | -500",
        "253402300799 | 253402300799",
        "1.5e9 | 1500000000000",
        "\"1.5e9\" | 1500000000000",
        "\"1960-01-01T00:00:00Z\" | -315619200000",
        "\"1900-01-01T00:00:00Z\" | -2208988800000",
        "-2208988800 | -2208988800000",
        "-2208988800000 | -2208988800000",
        "\"2200-01-01T00:00:00Z\" | 7258118400000",
        "7258118400 | 7258118400000",
        "7258118400000 | 7258118400000",
      })
  void readsWhatCallersWrite(String json, long expected) {
    assertThat(Times.parse(Json.read(json.getBytes(StandardCharsets.UTF_8)))).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "null",
        "{}",
        "\"\"",
        "\"yesterday\"",
        "\"١٤٩٣٩٣٣٦٩٩\"",
        "\"１４９３９３３６９９\"",
        "\"2017-05-04T21:34:5९Z\"",
        "\"2017-05-04\"",
        "\"2200-01-01T00:00:00.001Z\"",
        "7258118401",
        "7258118400.001",
        "7258118400001",
        "\"1899-12-31T23:59:59.999Z\"",
        "-2208988800.001",
        "-2208988801",
        "-2208988800001",
        "\"9999-12-31T23:59:59Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "99999999999",
        "1e15",
        "\"1e-99999999\"",
        "1e99999999",
        "1e-99999999",
        "\"1e99999999\"",
        "\"1e-2147483647\"",
        "\"1e-9999999999\"",
        "123456789012345678901234567890",
        "-123456789012345678901234567890",
      })
  void refusesEverythingElse(String json) {
    assertThat(Times.parse(Json.read(json.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(OptionalLong.empty());
  }

  @RepeatedTest(500)
  void whatARecordCarriesIsReadBackExactly(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    long millis = random.nextLong(Times.EARLIEST, Times.LATEST + 1);
    long instant = random.nextBoolean() ? millis : millis / 1_000 * 1_000;

    byte[] json = Json.bytes(Times.node(instant));
    byte[] written = new JsonBytes(64).openObject().putInstant("at", instant).finished();

    assertThat(Times.millis(Json.read(json))).isEqualTo(instant);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo("{\"at\":" + new String(json, StandardCharsets.UTF_8));
  }

  /** Answers show whole seconds: an instant that was sent in whole seconds reads back the same. */
  @RepeatedTest(500)
  void whatIsShownCanBeSentBack(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    long seconds = random.nextLong(Times.EARLIEST / 1_000, Times.LATEST / 1_000 + 1);

    String shown = Long.toString(Times.seconds(seconds * 1_000));

    assertThat(Times.parse(shown)).hasValue(seconds * 1_000);
  }
}
