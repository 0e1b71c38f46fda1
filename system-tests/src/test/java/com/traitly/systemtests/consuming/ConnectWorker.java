package com.traitly.systemtests.consuming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kafka Connect in its own process, with the files of deploy/connect. */
final class ConnectWorker {
  private static final Path FILES = Path.of("..", "deploy", "connect");
  private static final Path PLUGINS = Path.of("..", "connect", "target", "plugins");
  private static final String MAIN = "org.apache.kafka.connect.cli.ConnectStandalone";

  private ConnectWorker() {}

  /** Says whether the plugin directory was built. */
  static boolean hasPlugins() {
    return Files.isDirectory(PLUGINS);
  }

  /** Starts a worker with the connector of likelihoods, for this broker and database. */
  static RunningProgram start(Path folder, String broker, String databaseUrl) throws IOException {
    Path worker =
        copy(
            folder,
            "worker.properties",
            Map.of(
                "kafka:9092",
                broker,
                "/opt/traitly/plugins",
                PLUGINS.toRealPath().toString(),
                "http://127.0.0.1:8083",
                "http://127.0.0.1:0",
                "/tmp/connect.offsets",
                folder.resolve("offsets").toString()));
    Path connector =
        copy(
            folder,
            "likelihoods.properties",
            Map.of("jdbc:postgresql://postgres:5432/traitly", databaseUrl));
    return RunningProgram.start(
        folder,
        List.of(),
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            MAIN,
            worker.toString(),
            connector.toString()));
  }

  /** Copies a file with some texts replaced; each must be in it. */
  private static Path copy(Path folder, String name, Map<String, String> replaced)
      throws IOException {
    String text = Files.readString(FILES.resolve(name));
    for (Map.Entry<String, String> each : replaced.entrySet()) {
      if (!text.contains(each.getKey())) {
        throw new AssertionError(name + " does not hold " + each.getKey());
      }
      text = text.replace(each.getKey(), each.getValue());
    }
    return Files.writeString(folder.resolve(name), text);
  }
}
