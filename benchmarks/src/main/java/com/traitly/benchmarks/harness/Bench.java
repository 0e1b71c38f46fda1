package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Report;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.client.TemporaryDirectory;
import java.nio.file.Path;

/** Runs a measurement: gives it a directory, handles its report and sets the exit code. */
public final class Bench {
  private static final Path RESULTS = Path.of("benchmarks", "results");

  private Bench() {}

  /** A measurement. */
  public interface Measured {
    /**
     * Measures.
     *
     * @param directory where data goes; deleted afterwards
     * @throws CallFailed when there is nothing worth reporting, with the reason
     */
    Report measure(Path directory) throws Exception;
  }

  /**
   * Measures, prints the report, writes it to {@code benchmarks/results} and ends the JVM. When
   * there is nothing to report it prints one sentence and exits with code 1.
   */
  public static void run(String name, Measured measured) throws Exception {
    int exitCode = 0;
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-" + name)) {
      Report report = measured.measure(directory.path());
      System.out.println(report.markdown());
      report.writeTo(RESULTS);
      System.out.println("Written to " + RESULTS);
    } catch (CallFailed | StartupFailure failure) {
      System.err.println("The measurement failed: " + failure.getMessage());
      exitCode = 1;
    }
    System.exit(exitCode);
  }
}
