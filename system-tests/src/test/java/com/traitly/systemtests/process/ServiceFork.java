package com.traitly.systemtests.process;

import com.traitly.platform.secret.MasterKeys;
import com.traitly.standalone.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One service in its own process, as in production. */
final class ServiceFork implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");

  static final String SECRET_KEY = MasterKeys.generate();

  private final Process process;
  private final String baseUrl;

  private ServiceFork(Process process, String baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /** Returns settings of a sender that delivers to this machine and retries soon. */
  static Map<String, String> senderSettings(EmbeddedBroker broker) {
    return Map.of(
        "TRAITLY_KAFKA_BOOTSTRAP", broker.bootstrapServers(),
        "TRAITLY_PARTITIONS", "3",
        "TRAITLY_WEBHOOK_ALLOW_PRIVATE", "true",
        "TRAITLY_WEBHOOK_ALLOW_HTTP", "true",
        "TRAITLY_WEBHOOK_RETRIES", "0.2,0.5,1,1,1,1,1");
  }

  /** Starts the service on free ports and waits until it listens. */
  static ServiceFork start(Class<?> main, Path directory, Map<String, String> settings)
      throws IOException {
    String state = "127.0.0.1:" + freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            // The tests' own logging configuration would hide the line that says so.
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    Map<String, String> environment = builder.environment();
    environment.put("TRAITLY_PORT", "0");
    environment.put("TRAITLY_DATA_DIR", directory.resolve(main.getSimpleName()).toString());
    environment.put("TRAITLY_STATE_PORT", state.substring(state.indexOf(':') + 1));
    environment.put("TRAITLY_STATE_ADVERTISED", state);
    environment.put("TRAITLY_QUERY_STATE", state);
    environment.put("TRAITLY_SECRET_KEY", SECRET_KEY);
    environment.putAll(settings);
    Process process = builder.start();
    BufferedReader log = process.errorReader(StandardCharsets.UTF_8);
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher said = LISTENS.matcher(line);
      if (said.find()) {
        // Reading a pipe blocks a virtual thread's carrier, and there are only as many as cores.
        Thread.ofPlatform().daemon().start(() -> drain(log));
        return new ServiceFork(process, said.group(1));
      }
    }
    throw new IOException(main.getSimpleName() + " ended before it was ready");
  }

  String baseUrl() {
    return baseUrl;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void drain(BufferedReader log) {
    try {
      log.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // The process is gone, and so is its output.
    }
  }
}
