package com.traitly.platform.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.http.HttpKeys;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.platform.service.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigTest {
  private static final List<ConfigKey<?>> KEYS = Settings.with(List.of(SecretKeys.all()));

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void anEmptyVariableIsAsOneThatIsNotSet(String empty) {
    for (ConfigKey<?> key : KEYS) {
      Config config = Config.of(Map.of(key.name(), empty));

      assertThat(config.isSet(key)).isFalse();
      assertThat(config.get(key)).as(key.name()).isEqualTo(Config.of(Map.of()).get(key));
    }
  }

  @Test
  void otherDefaultsHoldOnlyWhereNothingIsSet() {
    Config config =
        Config.of(Map.of("TRAITLY_PORT", "9", "TRAITLY_HOST", ""))
            .withDefaults(Map.of("TRAITLY_PORT", "8", "TRAITLY_HOST", "::1"));

    assertThat(config.get(CommonKeys.PORT)).isEqualTo(9);
    assertThat(config.get(CommonKeys.HOST)).isEqualTo("::1");
    assertThat(config.isSet(CommonKeys.HOST)).isFalse();
  }

  @Test
  void allThatIsWrongIsReportedAtOnceASentenceEach() {
    Config config =
        Config.of(
            Map.of(
                "TRAITLY_PORT", "-1",
                "TRAITLY_PARTITIONS", "many",
                "TRAITLY_TOPIC_PREFIX", "a b/",
                "TRAITLY_BOOTSTRAP_TOKEN", "abc",
                "TRAITLY_HTTP_CORS_ORIGINS", "app.example.com"));

    assertThatThrownBy(() -> config.check(KEYS))
        .isInstanceOfSatisfying(
            StartupFailure.class,
            failure ->
                assertThat(requireNonNull(failure.getMessage()).lines())
                    .hasSize(5)
                    .allMatch(line -> line.endsWith("."))
                    .anyMatch(line -> line.startsWith("TRAITLY_PORT is '-1', but must be"))
                    .anyMatch(line -> line.startsWith("TRAITLY_BOOTSTRAP_TOKEN can be guessed")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "TRAITLY_PORT;65536",
        "TRAITLY_PORT;1e3",
        "TRAITLY_PORT;99999999999999999999",
        "TRAITLY_PARTITIONS;0",
        "TRAITLY_PARTITIONS;3.0",
        "TRAITLY_REPLICATION;-1",
        "TRAITLY_TOPIC_PREFIX;a/b",
        "TRAITLY_TOPIC_PREFIX;größe.",
        "TRAITLY_TOPIC_PREFIX;a:b",
        "TRAITLY_KAFKA_BOOTSTRAP;kafka",
        "TRAITLY_KAFKA_BOOTSTRAP;http://kafka:9092",
        "TRAITLY_KAFKA_BOOTSTRAP;kafka:9092,",
        "TRAITLY_KAFKA_BOOTSTRAP;kafka:99999",
        "TRAITLY_KAFKA_BOOTSTRAP;kafka:0",
        "TRAITLY_ACCOUNT;a|b",
        "TRAITLY_ACCOUNT;two words",
        "TRAITLY_ACCOUNT;a=b",
        "TRAITLY_WEBHOOK_ALLOW_HTTP;yes",
        "TRAITLY_WEBHOOK_ALLOW_HTTP;TRUE",
        "TRAITLY_LOG_LEVEL;loud",
        "TRAITLY_HTTP_CORS_ORIGINS;https://app.example.com/",
        "TRAITLY_HTTP_CORS_ORIGINS;https://app.example.com:70000",
        "TRAITLY_SECRET_KEY;c2hvcnQ=",
        "TRAITLY_SECRET_KEY;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "TRAITLY_SECRET_KEY;not base64"
      })
  void oneSentenceNamesTheVariableAndWhatIsExpected(String name, String value) {
    Config config = Config.of(Map.of(name, value));

    assertThatThrownBy(() -> config.check(KEYS))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(name)
        .hasMessageMatching(name.equals("TRAITLY_SECRET_KEY") ? ".*openssl.*" : ".* must .*\\.");
  }

  @Test
  void tooLongAPrefixIsRefusedAndShownShortened() {
    Config config = Config.of(Map.of("TRAITLY_TOPIC_PREFIX", "p".repeat(101)));

    assertThatThrownBy(() -> config.check(KEYS))
        .hasMessageContaining("'" + "p".repeat(80) + "...'")
        .hasMessageContaining("100");
    assertThatCode(() -> Config.of(Map.of("TRAITLY_TOPIC_PREFIX", "p".repeat(100))).check(KEYS))
        .doesNotThrowAnyException();
  }

  @Test
  void theLogLevelIsTheOneSetAndTheDefaultForAnythingElse() {
    assertThat(LogLevel.of(Config.of(Map.of("TRAITLY_LOG_LEVEL", "ERROR")))).isEqualTo("ERROR");
    assertThat(LogLevel.of(Config.of(Map.of("TRAITLY_LOG_LEVEL", "")))).isEqualTo("INFO");
    assertThat(LogLevel.of(Config.of(Map.of("TRAITLY_LOG_LEVEL", "loud")))).isEqualTo("INFO");
  }

  @Test
  void noSecretIsShown() {
    Config config = Config.of(Map.of("TRAITLY_BOOTSTRAP_TOKEN", "Ab9-Ab9"));

    assertThat(config.shown(CommonKeys.BOOTSTRAP_TOKEN)).isEqualTo("(secret)");
    assertThatThrownBy(() -> config.check(KEYS)).hasMessageNotContaining("Ab9");
    assertThat(HttpKeys.all()).noneMatch(ConfigKey::secret);
  }

  @Test
  void aValueIsShownOnOneLine() {
    Config config = Config.of(Map.of("TRAITLY_ACCOUNT", "a\nb\u001b[31m"));

    assertThatThrownBy(() -> config.check(KEYS)).hasMessageContaining("'a?b?[31m'");
  }
}
