package com.traitly.benchmarks.latency;

import com.traitly.benchmarks.client.ApiClient;
import com.traitly.benchmarks.client.CallFailed;
import com.traitly.benchmarks.report.Machine;
import com.traitly.benchmarks.report.TemporaryDirectory;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.standalone.Standalone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Measures, on a fresh standalone process, how long a posted event takes to show in the lookup and
 * at a webhook receiver. Prints a table and writes it to {@code benchmarks/results}.
 */
public final class Latency {
  private static final int WARM_UP = 100;
  private static final int EVENTS = 200;
  private static final Path RESULTS = Path.of("benchmarks", "results");

  private Latency() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws IOException {
    int exitCode = 0;
    try (TemporaryDirectory data = TemporaryDirectory.create("traitly-latency")) {
      LatencyReport report = measure(data.path());
      System.out.println(report.markdown());
      report.writeTo(RESULTS);
      System.out.println("Written to " + RESULTS);
    } catch (CallFailed | StartupFailure failure) {
      System.err.println("The measurement failed: " + failure.getMessage());
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  private static LatencyReport measure(Path data) {
    Config config =
        Config.of(Map.of(CommonKeys.PORT.name(), "0", CommonKeys.DATA_DIR.name(), data.toString()));
    try (Standalone traitly = Standalone.start(config);
        ApiClient api = new ApiClient(traitly.baseUrl(), traitly.apiKey());
        Probe probe = new Probe(api)) {
      List<Probe.Times> times = new ArrayList<>();
      for (int number = 0; number < WARM_UP + EVENTS; number++) {
        Probe.Times each = probe.measure(number);
        if (number >= WARM_UP) {
          times.add(each);
        }
      }
      return new LatencyReport(
          Machine.current(),
          List.of(
              samples("acknowledged (201)", "acknowledged", times, Probe.Times::acknowledged),
              samples("visible in the lookup", "in_lookup", times, Probe.Times::inLookup),
              samples("webhook received", "at_receiver", times, Probe.Times::atReceiver)));
    }
  }

  private static Samples samples(
      String name, String key, List<Probe.Times> times, ToLongFunction<Probe.Times> which) {
    return new Samples(name, key, times.stream().mapToLong(which).toArray());
  }
}
