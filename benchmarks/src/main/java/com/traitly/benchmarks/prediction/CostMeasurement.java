package com.traitly.benchmarks.prediction;

import com.traitly.benchmarks.micro.PredictionBench;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures the cost of a score, a ranking and an update with JMH. */
final class CostMeasurement {
  private CostMeasurement() {}

  /** Returns nanoseconds by the name of the benchmark. */
  static Map<String, Double> run() {
    Map<String, Double> nanos = new TreeMap<>();
    try {
      for (RunResult each :
          new Runner(
                  new OptionsBuilder()
                      .include(PredictionBench.class.getName())
                      .shouldFailOnError(true)
                      .build())
              .run()) {
        String name =
            "%s with %s signals"
                .formatted(
                    each.getPrimaryResult().getLabel(), each.getParams().getParam("signals"));
        nanos.put(name, each.getPrimaryResult().getScore());
      }
    } catch (RunnerException failure) {
      throw new IllegalStateException("JMH could not run", failure);
    }
    return nanos;
  }
}
