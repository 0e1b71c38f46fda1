package com.traitly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the command is shipped with, as the build wrote it down. */
class RuntimeLibrariesTest {
  private static final List<String> FOR_TESTS =
      List.of(
          "testkit",
          "junit",
          "opentest4j",
          "apiguardian",
          "assertj",
          "awaitility",
          "testcontainers",
          "archunit",
          "kafka-streams-test-utils",
          "json-schema-validator",
          "jmh");

  @Test
  void noneIsForTests() throws IOException {
    List<String> libraries = List.of(runtimePath().split(Pattern.quote(File.pathSeparator)));

    assertThat(libraries).anyMatch(each -> each.contains("kafka-streams"));
    assertThat(libraries).anyMatch(each -> each.contains("picocli"));
    assertThat(libraries).noneMatch(each -> FOR_TESTS.stream().anyMatch(each::contains));
  }

  private static String runtimePath() throws IOException {
    try (InputStream in =
        RuntimeLibrariesTest.class.getResourceAsStream("/runtime-class-path.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
