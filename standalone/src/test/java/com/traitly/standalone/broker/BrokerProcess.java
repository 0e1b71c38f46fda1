package com.traitly.standalone.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A broker in a JVM of its own, so that a test can kill it as the operating system would. */
record BrokerProcess(Process process, String bootstrapServers) {

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
    String address = output.readLine();
    if (address == null) {
      throw new IOException("The forked broker ended before it was ready");
    }
    return new BrokerProcess(process, address);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
