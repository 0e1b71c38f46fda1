package com.traitly.contracts.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeantKeyTest {
  private static final String KEY = "trt_secret";
  private static final String INSTEAD = "the header 'Authorization: Token <your API key>'";

  @ParameterizedTest
  @CsvSource({
    "trt_secret, The word Token before the API key is missing",
    "Token, The API key after the word Token is missing",
    "bearer, The API key after the word Token is missing",
    "Token: trt_secret, Between the word Token and the API key belongs one space",
    "Token=trt_secret, Between the word Token and the API key belongs one space",
    "Token trt_secret x, Between the word Token and the API key belongs one space",
    "Basic dHJ0X3NlY3JldA==, User names and passwords are not used here",
    "ApiKey trt_secret, The first word of Authorization must be Token"
  })
  void saysWhatIsWrongWithTheHeader(String sent, String because) {
    assertThat(MeantKey.refusal(sent)).startsWith(because).endsWith(INSTEAD).doesNotContain(KEY);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void asksForTheHeaderThatIsMissing(String sent) {
    assertThat(MeantKey.refusal(sent)).isEqualTo("Send " + INSTEAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x-api-key", "X-API-Key", "api-key", "ApiKey", "X-Auth-Token", "Access-Token"})
  void knowsTheHeadersOfOthers(String header) {
    assertThat(
            MeantKey.sentElsewhere(
                name ->
                    name.toLowerCase(Locale.ROOT).equals(header.toLowerCase(Locale.ROOT))
                        ? KEY
                        : null,
                null))
        .hasValueSatisfying(detail ->
            assertThat(detail)
                .startsWithIgnoringCase(header)
                .endsWith(INSTEAD)
                .doesNotContain(KEY));
  }

  @ParameterizedTest
  @CsvSource({
    "api_key=trt_secret, true",
    "limit=1&token=trt_secret, true",
    "access_token=trt_secret, true",
    "apiKey=trt_secret, true",
    "key=trt_secret, true",
    "limit=1&cursor=token%3D, false",
    "mytoken=1, false"
  })
  void knowsAKeyInTheAddress(String query, boolean found) {
    assertThat(MeantKey.sentElsewhere(name -> null, query).isPresent()).isEqualTo(found);
    assertThat(MeantKey.sentElsewhere(name -> null, query).orElse("")).doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "<trt_secret>, true",
    "\"trt_secret\", true",
    "token=trt_secret, true",
    "trt_secret, false"
  })
  void noticesWhatStandsAroundAKey(String key, boolean wrapped) {
    assertThat(MeantKey.unknown(key).contains("without quotes")).isEqualTo(wrapped);
  }
}
