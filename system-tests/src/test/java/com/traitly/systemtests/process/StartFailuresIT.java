package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.traitly.gateway.IngestGateway;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.Standalone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what real processes print, and how they exit, when they cannot start. */
@Tag("slow")
final class StartFailuresIT {
  @TempDir private Path directory;

  /** How a process ended. */
  private record End(int code, List<String> lines) {}

  @ParameterizedTest
  @ValueSource(
      classes = {
        Standalone.class,
        IngestGateway.class,
        StreamProcessor.class,
        QueryApi.class,
        WebhookSender.class
      })
  void everyProcessReportsAllThatIsWrongAndFails(Class<?> main) throws Exception {
    End end =
        start(
            main,
            Map.of(
                "TRAITLY_TOPIC_PREFIX", "a b/",
                "TRAITLY_BOOTSTRAP_TOKEN", "abc",
                "TRAITLY_REPLICATION", "-1",
                "TRAITLY_WEBHOOK_ALLOW_HTTP", "perhaps"));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.lines())
        .hasSize(4)
        .allMatch(line -> line.endsWith("."))
        .anyMatch(line -> line.contains("TRAITLY_TOPIC_PREFIX is 'a b/'"))
        .anyMatch(line -> line.contains("TRAITLY_BOOTSTRAP_TOKEN can be guessed"))
        .noneMatch(line -> line.contains("abc"));
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Standalone.class,
        IngestGateway.class,
        StreamProcessor.class,
        QueryApi.class,
        WebhookSender.class
      })
  void aKafkaThatNobodyKnowsIsNamed(Class<?> main) throws Exception {
    End end = start(main, Map.of("TRAITLY_KAFKA_BOOTSTRAP", "kafka.invalid:9092"));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.lines()).singleElement().asString().contains("'kafka.invalid:9092'");
  }

  @ParameterizedTest
  @CsvSource({
    "TRAITLY_HOST,192.0.2.7,no address of this machine",
    "TRAITLY_STATE_HOST,192.0.2.7,no address of this machine",
    "TRAITLY_REPLICATION,3,the broker inside is alone",
    "TRAITLY_STATE_PORT,65535,65533 at most",
    "TRAITLY_LOG_LEVEL,loud,must be one of",
    "TRAITLY_ACCOUNT,a|b,without spaces and '|'"
  })
  void oneSentenceNamesTheVariableAndWhatToDo(String name, String value, String expected)
      throws Exception {
    End end = start(Standalone.class, Map.of(name, value));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.lines()).singleElement().asString().contains(name, expected);
  }

  @Test
  void aSecretThatCanBeGuessedGuardsNoPortThatOthersReach() throws Exception {
    End end =
        start(
            Standalone.class,
            Map.of("TRAITLY_STATE_HOST", "0.0.0.0", "TRAITLY_CLUSTER_SECRET", "traitly"));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.lines()).singleElement().asString().contains("TRAITLY_CLUSTER_SECRET");
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      End end = start(Standalone.class, Map.of("TRAITLY_PORT", port));

      assertThat(end.code()).isEqualTo(1);
      assertThat(end.lines()).singleElement().asString().contains("Port " + port, "TRAITLY_PORT");
    }
  }

  @Test
  void aDataDirectoryThatIsNoneIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    End end = start(Standalone.class, Map.of("TRAITLY_DATA_DIR", file.toString()));

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.lines())
        .singleElement()
        .asString()
        .contains(file.toString(), "TRAITLY_DATA_DIR");
  }

  @Test
  void tooFewDescriptorsAreBlamedInOneSentence() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no shell that sets limits");
    List<String> limited = List.of("/bin/sh", "-c", "ulimit -n 1100 && exec \"$0\" \"$@\"");

    End end = start(limited, Standalone.class, Map.of());

    assertThat(end.code()).isEqualTo(1);
    assertThat(end.lines())
        .singleElement()
        .asString()
        .contains("only 1100 files", "needs 1725", "ulimit -Hn 1725")
        .doesNotContain("disk");
  }

  private End start(Class<?> main, Map<String, String> settings) throws Exception {
    return start(List.of(), main, settings);
  }

  private End start(List<String> before, Class<?> main, Map<String, String> settings)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = new HashMap<>(settings);
    environment.putIfAbsent("TRAITLY_PORT", "0");
    environment.putIfAbsent("TRAITLY_KAFKA_PORT", "0");
    environment.putIfAbsent("TRAITLY_DATA_DIR", directory.resolve("data").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("TRAITLY_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), said.lines().toList());
  }
}
