package com.traitly.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1493933699 | 1493933699",
        "\"1493933699\" | 1493933699",
        "1493933699.9 | 1493933699",
        "1493933699000 | 1493933699",
        "\"1493933699123\" | 1493933699",
        "\"2017-05-04T21:34:59Z\" | 1493933699",
        "\"2017-05-04T23:34:59+02:00\" | 1493933699",
        "0 | 0",
        "1.5e9 | 1500000000",
        "\"1.5e9\" | 1500000000",
      })
  void readsWhatCallersWrite(String json, long expected) {
    assertThat(Times.parse(Json.read(json.getBytes(StandardCharsets.UTF_8)))).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "true",
        "null",
        "{}",
        "\"\"",
        "\"yesterday\"",
        "\"2017-05-04\"",
        "1e15",
        "\"1e-99999999\"",
        "1e99999999",
        "1e-99999999",
        "\"1e99999999\"",
        "\"1e-2147483647\"",
        "\"1e-9999999999\"",
        "123456789012345678901234567890",
        "\"1960-01-01T00:00:00Z\"",
      })
  void refusesEverythingElse(String json) {
    assertThat(Times.parse(Json.read(json.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(OptionalLong.empty());
  }
}
