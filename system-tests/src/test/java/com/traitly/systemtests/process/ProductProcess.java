package com.traitly.systemtests.process;

import com.traitly.standalone.Standalone;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole product in its own process, so that it can be killed without warning. */
final class ProductProcess implements AutoCloseable {
  private static final Pattern BASE_URL = Pattern.compile("base URL +(\\S+)");

  private final Process process;
  private final String baseUrl;

  private ProductProcess(Process process, String baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /** Starts the product on any free port and waits until it is ready. */
  static ProductProcess start(Path directory, String apiKey) throws IOException {
    return start(directory, apiKey, Map.of());
  }

  /** Starts the product with further settings. */
  static ProductProcess start(Path directory, String apiKey, Map<String, String> settings)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx768m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Standalone.class.getName());
    builder.environment().putAll(settings);
    builder.environment().put("TRAITLY_PORT", "0");
    builder.environment().put("TRAITLY_DATA_DIR", directory.toString());
    builder.environment().put("TRAITLY_BOOTSTRAP_TOKEN", apiKey);
    Path complaints = Files.createTempFile(directory.getParent(), "traitly-", ".stderr");
    builder.redirectError(complaints.toFile());
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher said = BASE_URL.matcher(line);
      if (said.find()) {
        return new ProductProcess(process, said.group(1));
      }
    }
    int status = process.onExit().join().exitValue();
    throw new IOException(
        "ended with " + status + " before it was ready: " + Files.readString(complaints));
  }

  String baseUrl() {
    return baseUrl;
  }

  /** Sends SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
