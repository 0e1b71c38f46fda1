package com.traitly.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.platform.config.ConfigKey;
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
        Stream.concat(keys().map(ConfigKey::name), Stream.of("TRAITLY_JAVA_OPTS")).toList();

    List<String> listed =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("| `TRAITLY_"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(listed).isNotEmpty().isSubsetOf(known);
  }

  private static Stream<ConfigKey<?>> keys() {
    return Standalone.keys().stream();
  }

  private static String row(ConfigKey<?> key) {
    String alone = LocalConfig.MADE.getOrDefault(key, LocalConfig.DEFAULTS.getOrDefault(key, ""));
    String cell =
        alone.isEmpty()
            ? key.fallback()
            : key.fallback() + (key.fallback().isEmpty() ? "" : "; ") + "single process: " + alone;
    return "| `%s` |%s| %s |"
        .formatted(key.name(), cell.isEmpty() ? " " : " " + cell + " ", key.description());
  }
}
