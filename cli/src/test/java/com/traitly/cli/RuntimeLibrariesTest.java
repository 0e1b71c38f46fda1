package com.traitly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    List<String> libraries = names(runtimePath());

    assertThat(libraries).anyMatch(each -> each.contains("kafka-streams"));
    assertThat(libraries).anyMatch(each -> each.contains("picocli"));
    assertThat(libraries).noneMatch(each -> FOR_TESTS.stream().anyMatch(each::contains));
  }

  @Test
  void whereTheProjectLiesDoesNotCount() {
    assertThat(
            names(
                String.join(
                    File.pathSeparator,
                    "/home/jmh/testkit/platform/target/classes",
                    "/home/jmh/testkit/funnel/target/funnel-0.1.0.jar",
                    "/home/junit/.m2/repository/org/a/a/1/a-1.jar")))
        .containsExactly("platform", "funnel-0.1.0.jar", "a-1.jar");
  }

  /** The names of jars, and of the modules of which the build has only classes yet. */
  private static List<String> names(String classPath) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(classPath.strip())
        .map(Path::of)
        .map(path -> path.getName(path.getNameCount() - (path.endsWith("target/classes") ? 3 : 1)))
        .map(Path::toString)
        .toList();
  }

  private static String runtimePath() throws IOException {
    try (InputStream in =
        RuntimeLibrariesTest.class.getResourceAsStream("/runtime-class-path.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
