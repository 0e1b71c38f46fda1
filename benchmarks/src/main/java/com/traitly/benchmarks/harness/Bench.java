package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Report;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.client.TemporaryDirectory;
import java.nio.file.Path;

/** The frame of a measurement: a place for its data, its report, and an exit code. */
public final class Bench {
  private static final Path RESULTS = Path.of("benchmarks", "results");

  private Bench() {}

  /** A measurement. */
  public interface Measured {
    /**
     * Measures.
     *
     * @param directory for data, deleted afterwards
     * @throws CallFailed when there is nothing worth reporting, with the reason
     */
    Report measure(Path directory) throws Exception;
  }

  /**
   * Measures, prints the report, writes it to {@code benchmarks/results} and ends the JVM; with
   * exit code 1 and one sentence when there is nothing to report.
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
