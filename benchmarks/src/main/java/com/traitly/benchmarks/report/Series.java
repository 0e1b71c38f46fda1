package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The same load on the same server, several times.
 *
 * @param load the load
 * @param server the name of the server
 * @param runs at least one
 */
public record Series(String load, String server, List<Measurement> runs) implements Row {
  /** The head of a table of series. */
  public static final String HEAD =
      "load | server | per second | spread | p50 ms | p99 ms | server µs each | broker µs each";

  /** Returns the median rate. */
  public double rate() {
    return median(Measurement::rate);
  }

  /** Returns the median of the runs' 99th percentiles. */
  public double p99Millis() {
    return median(Measurement::p99Millis);
  }

  @Override
  public String markdown() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,.0f | %.0f %% | %s | %s | %.1f | %.1f |",
        load,
        server,
        rate(),
        spread() * 100,
        millis(median(Measurement::p50Millis)),
        millis(p99Millis()),
        median(Measurement::serverMicros),
        median(Measurement::brokerMicros));
  }

  @Override
  public ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("load", load)
            .put("server", server)
            .put("per_second", Math.round(rate()))
            .put("spread", Math.round(spread() * 1_000) / 1_000.0)
            .put("p50_ms", median(Measurement::p50Millis))
            .put("p99_ms", p99Millis())
            .put("server_cpu_us", median(Measurement::serverMicros))
            .put("broker_cpu_us", median(Measurement::brokerMicros));
    runs.forEach(run -> json.withArray("runs").add(Math.round(run.rate())));
    return json;
  }

  private static String millis(double value) {
    return value == 0 ? "–" : String.format(Locale.ROOT, "%.1f", value);
  }

  /** Returns the range from the slowest to the fastest run, as a share of the median. */
  private double spread() {
    var rates = runs.stream().mapToDouble(Measurement::rate).summaryStatistics();
    return rates.getMax() <= 0 ? 0 : (rates.getMax() - rates.getMin()) / rate();
  }

  private double median(ToDoubleFunction<Measurement> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
