package com.traitly.query.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A headless Chromium that finds no host but this machine. Its console shows what a page's content
 * security policy forbids.
 */
record Browser(Path program, Path directory) {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int PATIENCE_SECONDS = 90;

  /**
   * A page once it is drawn.
   *
   * @param document its HTML
   * @param console its console messages, line by line
   */
  record Visit(String document, List<String> console) {}

  /** The browser on the PATH; without one the test is skipped and says so. */
  static Browser find(Path directory) {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        program.isPresent(), "SKIPPED: install chromium to see whether the page /docs is drawn");
    return new Browser(program.get(), directory);
  }

  /** Loads a page and waits until its scripts are idle. */
  Visit visit(String url) throws IOException, InterruptedException {
    Path document = Files.createTempFile(directory, "document", ".html");
    Path log = Files.createTempFile(directory, "browser", ".log");
    Process process =
        builder(
                List.of(
                    "--user-data-dir=" + Files.createTempDirectory(directory, "profile"),
                    "--enable-logging=stderr",
                    "--virtual-time-budget=8000",
                    "--dump-dom",
                    url))
            .redirectOutput(Redirect.to(document.toFile()))
            .redirectError(Redirect.to(log.toFile()))
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("browser ended").isTrue();
    } finally {
      kill(process);
    }
    try (Stream<String> lines = Files.lines(log)) {
      return new Visit(
          Files.readString(document), lines.filter(line -> line.contains("CONSOLE")).toList());
    }
  }

  /** Starts it with these arguments; what it says is left out. */
  Process start(List<String> arguments) throws IOException {
    return builder(arguments)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  /** Ends a browser and the processes that it started. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> line =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"));
    line.addAll(arguments);
    return new ProcessBuilder(line);
  }
}
