package com.traitly.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.benchmarks.report.Judgement.Bound;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgementTest {
  @Test
  void aRatioIsOfMediansNotOfTheBestRuns() {
    Series ours = series("ours", 10, 50, 20);
    Series ceiling = series("ceiling", 39, 40, 1_000);

    Judgement half = Judgement.ofRates("rate", ours, ceiling, Bound.atLeast(0.5, 0.8));

    assertThat(half.json().path("value").asDouble()).isEqualTo(0.5);
    assertThat(half.json().path("met").asBoolean()).isTrue();
  }

  @Test
  void belowALeastAndAboveAMostIsNotMet() {
    Judgement slow = Judgement.ofAmount("pause", 51, "ms", Bound.atMost(50, 20));
    Judgement few =
        Judgement.ofRates("rate", series("a", 49), series("b", 100), Bound.atLeast(0.5, 0.8));

    assertThat(slow.markdown()).contains("| ≤ 50.0 ms |").endsWith("| **no** |");
    assertThat(few.markdown()).contains("| 0.49 | ≥ 0.50 |").endsWith("| **no** |");
  }

  @Test
  void aSpreadIsTheWholeRangeAsAShareOfTheMedian() {
    assertThat(series("server", 90, 100, 130).markdown()).contains("| 100 | 40 % |");
  }

  private static Series series(String server, double... rates) {
    List<Measurement> runs =
        Arrays.stream(rates).mapToObj(rate -> Measurement.ofRate(rate, 1, 1)).toList();
    return new Series("load", server, runs);
  }
}
