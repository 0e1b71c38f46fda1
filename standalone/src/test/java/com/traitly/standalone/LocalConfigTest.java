package com.traitly.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.sender.SenderConfig;
import com.traitly.streams.state.StateKeys;
import com.traitly.testkit.Seeded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Seeded
final class LocalConfigTest {
  private static final String API_KEY = "7d1c-9f04-e2ab-5683-b0f7";
  private static final String SECRET_KEY = MasterKeys.generate();

  @TempDir private Path directory;

  static List<ConfigKey<?>> everyKey() {
    return Standalone.keys();
  }

  @ParameterizedTest
  @MethodSource("everyKey")
  void whatIsSetReachesEveryService(ConfigKey<?> key) {
    Map<String, String> set = Map.of(key.name(), other(key));
    Config read = Config.of(set);

    // Of three ports in a row, the one that is set is the stream-processor's.
    for (Config service : ofAPort(key) ? services(set).subList(0, 2) : services(set)) {
      assertThat(service.get(key))
          .as(key.name())
          .usingRecursiveComparison()
          .isEqualTo(read.get(key));
    }
    assertThat(read.get(key))
        .as("the value set is not what holds anyway")
        .isNotEqualTo(LocalConfig.of(Config.of(Map.of())).get(key));
  }

  @Test
  void whateverIsSetTogetherHoldsTogether(RandomGenerator random) {
    for (int round = 0; round < 50; round++) {
      Map<String, String> set = new HashMap<>();
      for (ConfigKey<?> key : everyKey()) {
        if (random.nextBoolean()) {
          boolean asAlone = random.nextInt(4) == 0 && !key.equals(CommonKeys.DATA_DIR);
          set.put(key.name(), asAlone ? key.fallback() : other(key));
        }
      }
      // Setting both sources of the key is refused elsewhere.
      set.remove(SecretKeys.SECRET_KEY_FILE.name());
      Config read = Config.of(set);
      for (Config service : services(set)) {
        for (ConfigKey<?> key : everyKey()) {
          if (read.isSet(key) && !ofAPort(key)) {
            assertThat(service.get(key))
                .as(key.name())
                .usingRecursiveComparison()
                .isEqualTo(read.get(key));
          }
        }
      }
    }
  }

  @Test
  void bothWebhookPermissionsAreOnlyDefaults() {
    for (Config service : services(Map.of())) {
      assertThat(service.get(SenderConfig.ALLOW_PRIVATE)).isTrue();
      assertThat(service.get(CommonKeys.WEBHOOK_ALLOW_HTTP)).isTrue();
    }
    Map<String, String> forbidden =
        Map.of("TRAITLY_WEBHOOK_ALLOW_PRIVATE", "false", "TRAITLY_WEBHOOK_ALLOW_HTTP", "false");
    for (Config service : services(forbidden)) {
      assertThat(service.get(SenderConfig.ALLOW_PRIVATE)).isFalse();
      assertThat(service.get(CommonKeys.WEBHOOK_ALLOW_HTTP)).isFalse();
    }
  }

  @Test
  void theStatePortIsTheFirstOfThreeInARow() {
    int port = threeFree();
    Map<String, String> set =
        Map.of(
            "TRAITLY_STATE_PORT",
            Integer.toString(port),
            "TRAITLY_STATE_ADVERTISED",
            "traitly.internal:7000");
    LocalConfig local = localConfig(set);
    List<Config> services =
        List.of(
            local.forService(StatePorts.PROCESSOR),
            local.forService(StatePorts.QUERY),
            local.forService(StatePorts.SENDER));

    assertThat(services)
        .extracting(each -> each.get(StateKeys.STATE_PORT))
        .containsExactly(port, port + 1, port + 2);
    assertThat(services)
        .extracting(each -> each.get(StateKeys.STATE_ADVERTISED))
        .containsExactly("traitly.internal:7000", "traitly.internal:7001", "traitly.internal:7002");
    assertThat(local.common().get(StateKeys.SENDER_STATE)).isEqualTo("127.0.0.1:" + (port + 2));
  }

  @Test
  void statePortsThatCannotBeUsedAreNamed() throws IOException {
    assertThatThrownBy(() -> StatePorts.of(Config.of(Map.of("TRAITLY_STATE_PORT", "65534"))))
        .hasMessageContaining("TRAITLY_STATE_PORT")
        .hasMessageContaining("65533");
    int port = threeFree();
    try (ServerSocket taken = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> StatePorts.of(Config.of(Map.of("TRAITLY_STATE_PORT", Integer.toString(port)))))
          .hasMessageContaining("Port " + taken.getLocalPort())
          .hasMessageContaining("TRAITLY_STATE_PORT");
    }
  }

  private List<Config> services(Map<String, String> set) {
    LocalConfig local = localConfig(set);
    return List.of(
        local.common(),
        local.forService(StatePorts.PROCESSOR),
        local.forService(StatePorts.QUERY),
        local.forService(StatePorts.SENDER));
  }

  private LocalConfig localConfig(Map<String, String> set) {
    Config given = LocalConfig.of(Config.of(set));
    return LocalConfig.of(
        given,
        StatePorts.of(withLoopback(given)),
        DataDirectory.at(set.getOrDefault("TRAITLY_DATA_DIR", directory.toString())),
        set.getOrDefault("TRAITLY_BOOTSTRAP_TOKEN", "the data directory's"),
        set.getOrDefault("TRAITLY_KAFKA_BOOTSTRAP", "127.0.0.1:1"));
  }

  /**
   * Settings for choosing ports, so that tests listen only on loopback. Services keep what is set.
   */
  private static Config withLoopback(Config given) {
    return given.with(Map.of("TRAITLY_STATE_HOST", "127.0.0.1", "TRAITLY_CLUSTER_SECRET", ""));
  }

  private static boolean ofAPort(ConfigKey<?> key) {
    return key.equals(StateKeys.STATE_PORT) || key.equals(StateKeys.STATE_ADVERTISED);
  }

  /** A value that is no service's default. */
  private String other(ConfigKey<?> key) {
    return switch (key.name()) {
      case "TRAITLY_HOST", "TRAITLY_STATE_HOST" -> "0.0.0.0";
      case "TRAITLY_LOG_LEVEL" -> "ERROR";
      case "TRAITLY_BOOTSTRAP_TOKEN" -> API_KEY;
      case "TRAITLY_BOOTSTRAP_ACCOUNTS" -> "globex=" + API_KEY;
      case "TRAITLY_KAFKA_BOOTSTRAP", "TRAITLY_KAFKA_ADVERTISED", "TRAITLY_STATE_ADVERTISED" ->
          "kafka.internal:19092";
      case "TRAITLY_PROCESSOR_STATE", "TRAITLY_QUERY_STATE", "TRAITLY_SENDER_STATE" ->
          "one.internal:7070,two.internal:7070";
      case "TRAITLY_SECRET_KEY" -> SECRET_KEY;
      case "TRAITLY_HTTP_CORS_ORIGINS" -> "https://app.example.com";
      case "TRAITLY_WEBHOOK_ALLOW_ADDRESSES" -> "10.1.0.0/16";
      case "TRAITLY_WEBHOOK_RETRIES" -> "1,2,3";
      case "TRAITLY_WEBHOOK_ALLOW_PRIVATE", "TRAITLY_WEBHOOK_ALLOW_HTTP" -> "false";
      case "TRAITLY_TOPIC_COMPRESSION" -> "gzip";
      case "TRAITLY_DATA_DIR", "TRAITLY_SECRET_KEY_FILE" ->
          directory.resolve("elsewhere").toString();
      case "TRAITLY_STANDBYS" -> "2";
      case "TRAITLY_STATE_PORT" -> Integer.toString(threeFree());
      default ->
          key.fallback().matches("\\d+")
              ? Integer.toString(Integer.parseInt(key.fallback()) + 1)
              : "another";
    };
  }

  private static int threeFree() {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second =
            new ServerSocket(first.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress());
        ServerSocket third =
            new ServerSocket(first.getLocalPort() + 2, 1, InetAddress.getLoopbackAddress())) {
      return Math.min(first.getLocalPort(), Math.min(second.getLocalPort(), third.getLocalPort()));
    } catch (IOException | IllegalArgumentException taken) {
      return threeFree();
    }
  }
}
