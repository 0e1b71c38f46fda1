package com.traitly.systemtests.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.process.LocalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every example of docs/consuming.md as it is printed, where its runtime can be had. */
@Tag("slow")
final class ConsumingPageIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration INSTALLATION = Duration.ofMinutes(4);
  private static final CloseAll STARTED = new CloseAll();

  @TempDir static Path data;
  private static ConsumingPage page;

  @TempDir private Path folder;

  /** Lets customer 123 of the account default reach the goal of the README. */
  @BeforeAll
  static void start() throws Exception {
    Standalone product = STARTED.add(Standalone.start(Config.of(LocalSettings.in(data))));
    page = ConsumingPage.at(product.bootstrapServers());
    TrialCustomers customers =
        new TrialCustomers(STARTED.add(new Api(product.baseUrl(), product.apiKey())));
    customers.saveGoal();
    customers.enters("123");
    customers.awaitEntered("123");
    customers.subscribes("123");
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void kcat() throws Exception {
    assumeTrue(RunningProgram.works("kcat", "-V"), "no kcat: apt-get install kcat");
    runs(page.block("kcat", "sh"), "default|123 {", "\"likelihood\":1.0");
  }

  @Test
  void consoleConsumer() throws Exception {
    script("kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer");
    runs(page.block("Kafka's console consumer", "sh"), "default|123\t{", "\"likelihood\":1.0");
  }

  @Test
  void java() throws Exception {
    runsJava("Java", "Likelihoods", "default: PropensityChange[", "likelihood=1.0");
  }

  @Test
  void kafkaStreams() throws Exception {
    runsJava("Kafka Streams", "GoalsReached", TrialCustomers.GOAL + ": 1");
  }

  @Test
  void python() throws Exception {
    assumeTrue(RunningProgram.works("python3", "-m", "venv", "--help"), "no python3 with venv");
    RunningProgram.shell(folder, List.of(), "python3 -m venv --system-site-packages own")
        .awaitDone(SOON);
    List<Path> path = List.of(folder.resolve("own").resolve("bin"));
    install(path, page.block("Python", "sh"));
    Files.writeString(folder.resolve("likelihoods.py"), page.block("Python", "python"));
    runs(path, "python3 likelihoods.py", "default 123 " + TrialCustomers.GOAL + " 1.0");
  }

  @Test
  void node() throws Exception {
    assumeTrue(RunningProgram.works("npm", "--version"), "no npm");
    install(List.of(), page.block("Node.js", "sh"));
    Files.writeString(folder.resolve("likelihoods.js"), page.block("Node.js", "js"));
    runs(List.of(), "node likelihoods.js", "default|123 " + TrialCustomers.GOAL + " 1");
  }

  @Test
  void flinkSql() {
    assertThat(page.block("Flink SQL", "sql")).contains("traitly.goal-lifecycle");
    abort("no Flink is started here, so its block is printed untested");
  }

  @Test
  void ksqlDb() {
    assertThat(page.block("ksqlDB", "sql")).contains("traitly.goal-lifecycle");
    abort("ksqlDB is not on Maven Central, so its block is printed untested");
  }

  /** Installs what a block asks for; where no registry can be reached, the test is skipped. */
  private void install(List<Path> path, String block) throws IOException {
    try (RunningProgram installation = RunningProgram.shell(folder, path, block)) {
      installation.awaitDone(INSTALLATION);
    } catch (AssertionError failed) {
      abort("could not install: " + block + failed.getMessage());
    }
  }

  private void runsJava(String heading, String name, String... expected) throws IOException {
    String classPath = System.getProperty("java.class.path");
    Path source = Files.writeString(folder.resolve(name + ".java"), page.block(heading, "java"));
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString());
    assertThat(problems).as("javac").isZero();
    runs(
        List.of(Path.of(System.getProperty("java.home"), "bin")),
        "java -cp '" + folder + ":" + classPath + "' " + name,
        expected);
  }

  /** Makes a script that starts a class of our class path, as those of Kafka's archive do. */
  private void script(String name, String main) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String text =
        "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path"), main);
    Path script = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private void runs(String block, String... expected) throws IOException {
    runs(List.of(folder), block, expected);
  }

  private void runs(List<Path> path, String block, String... expected) throws IOException {
    try (RunningProgram program = RunningProgram.shell(folder, path, block)) {
      program.awaitLine(SOON, expected);
    }
  }
}
