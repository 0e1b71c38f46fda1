package com.traitly.benchmarks.latency;

import com.traitly.benchmarks.client.ApiClient;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.report.Report;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
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
  private static final String PROSE =
      """
      %d events, one after the other, on an otherwise idle `standalone`; milliseconds since the
      POST was sent.
      """
          .formatted(EVENTS);

  private Latency() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    Bench.run("latency", Latency::measure);
  }

  private static Report measure(Path data) {
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
      return new Report("latency", "From an event posted to what follows from it", PROSE)
          .table(
              "idle",
              Samples.HEAD,
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
