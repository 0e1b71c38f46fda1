package com.traitly.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.gateway.GatewayKeys;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.http.HttpKeys;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.processor.StreamProcessor;
import com.traitly.sender.SenderConfig;
import com.traitly.streams.state.StateKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ConfigurationTableTest {
  private static final Path README = Path.of("..", "README.md");

  @Test
  void theReadmeListsEveryKeyWithItsDefaultAndDescription() throws IOException {
    List<String> lines = Files.readAllLines(README);

    assertThat(lines).containsAll(keys().map(ConfigurationTableTest::row).toList());
  }

  @Test
  void theReadmeListsNoKeyThatDoesNotExist() throws IOException {
    List<String> known =
        Stream.concat(
                keys().map(ConfigKey::name), Stream.of("TRAITLY_LOG_LEVEL", "TRAITLY_JAVA_OPTS"))
            .toList();

    List<String> listed =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("| `TRAITLY_"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(listed).isNotEmpty().isSubsetOf(known);
  }

  private static Stream<ConfigKey<?>> keys() {
    return Stream.of(
            CommonKeys.all(),
            HttpKeys.all(),
            List.of(
                StateKeys.STATE_PORT,
                StateKeys.STATE_HOST,
                StateKeys.STATE_ADVERTISED,
                StateKeys.PROCESSOR_STATE,
                StateKeys.QUERY_STATE,
                StateKeys.SENDER_STATE,
                StateKeys.STANDBYS,
                StateKeys.CLUSTER_SECRET),
            SecretKeys.all(),
            GatewayKeys.all(),
            List.of(StreamProcessor.THREADS),
            SenderConfig.all())
        .flatMap(List::stream);
  }

  private static String row(ConfigKey<?> key) {
    String fallback = key.fallback().isEmpty() ? " " : " " + key.fallback() + " ";
    return "| `" + key.name() + "` |" + fallback + "| " + key.description() + " |";
  }
}
