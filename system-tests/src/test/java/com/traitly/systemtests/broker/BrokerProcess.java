package com.traitly.systemtests.broker;

import com.traitly.standalone.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A broker in its own JVM, so that a test can kill it as the operating system would. */
record BrokerProcess(Process process, String bootstrapServers) {
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-z.]+:[0-9]+");

  /** Runs a broker on the directory given as the only argument until the process is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(EmbeddedBroker.start(Path.of(arguments[0])).bootstrapServers());
    Thread.currentThread().join();
  }

  static BrokerProcess start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    // On a busy machine the broker may log a line first.
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (ADDRESS.matcher(line).matches()) {
        return new BrokerProcess(process, line);
      }
    }
    throw new IOException("The forked broker ended before it was ready");
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
