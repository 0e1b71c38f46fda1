package com.traitly.contracts.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeantBodyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "customer_id=1&name=Logged+in|it is a form",
        "a[b]=1|it is a form",
        "--x1\\r\\nContent-Disposition: form-data; name=\"a\"|it is a form",
        "@events.ndjson|it is the name of a file",
        "<?xml version=\"1.0\"?>|it is XML",
        "<html>|it is XML",
        "{'customer_id': 1}|it has single quotes",
        "'{customer_id: 1}'|it has single quotes",
        "[{'a': 1}]|it has single quotes"
      })
  void saysWhatItIs(String body, String expected) {
    assertThat(of(body.replace("\\r\\n", "\r\n"))).startsWith(expected);
  }

  @Test
  void saysThatItIsCompressed() {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0};
    assertThat(MeantBody.ofOther(gzip, 0, 4))
        .hasValueSatisfying(meant -> assertThat(meant).contains("Content-Encoding: gzip"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "nul", "[1,]", "{a=b}", "{\"a\": \"b=c\"", "yes", "1 = 2"})
  void saysNothingOfWhatItDoesNotKnow(String body) {
    assertThat(of(body)).isEmpty();
  }

  private static String of(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return MeantBody.ofOther(bytes, 0, bytes.length).orElse("");
  }
}
