package com.traitly.systemtests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A package is small enough to read, in the sources and in the tests of every module. */
class PackagesTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final int MOST_FILES = 20;

  @Test
  void noPackageHasMoreThanTwentyFiles() throws IOException {
    Map<Path, Long> sizes = new TreeMap<>();
    for (Path root : sourceRoots()) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> sizes.merge(PROJECT.relativize(file.getParent()), 1L, Long::sum));
      }
    }
    assertThat(sizes)
        .containsKeys(
            Path.of("contracts/src/main/java/com/traitly/contracts/model"),
            Path.of("system-tests/src/test/java/com/traitly/systemtests/architecture"));
    sizes.values().removeIf(files -> files <= MOST_FILES);

    assertThat(sizes).as("packages of more than %d files", MOST_FILES).isEmpty();
  }

  private static List<Path> sourceRoots() throws IOException {
    try (Stream<Path> modules = Files.list(PROJECT)) {
      return modules
          .flatMap(each -> Stream.of(each.resolve("src/main/java"), each.resolve("src/test/java")))
          .filter(Files::isDirectory)
          .toList();
    }
  }
}
