package com.traitly.processor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import com.traitly.testkit.Seeded;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
class ReportKeysTest {
  private static final AccountKey GOAL = new AccountKey("acme", "Convert | 100 %");

  @RepeatedTest(200)
  void placesSortByLikelihoodAndName(RandomGenerator random) {
    double a = random.nextInt(4) == 0 ? 0.0 : random.nextDouble();
    double b = random.nextInt(4) == 0 ? a : random.nextDouble();
    Bytes first = ReportKeys.place(GOAL, 3, a, "c1");
    Bytes second = ReportKeys.place(GOAL, 3, b, "c2");

    int order = Integer.signum(first.compareTo(second));
    assertThat(order).isEqualTo(a == b ? -1 : Double.compare(a, b));
    assertThat(ReportKeys.placedCustomer(second)).isEqualTo("c2");
    assertThat(ReportKeys.goalOf(first)).isEqualTo(GOAL);
  }

  @Test
  void rowsOfOlderVersionsComeFirstWithinTheirKind() {
    Bytes figure = ReportKeys.figure(GOAL, 2, 0);
    Bytes place = ReportKeys.place(GOAL, 2, 1.0, "c");

    assertThat(figure).isBetween(ReportKeys.allFigures(GOAL), ReportKeys.figures(GOAL, 3));
    assertThat(place).isBetween(ReportKeys.allPlaces(GOAL), ReportKeys.places(GOAL, 3));
    assertThat(place).isGreaterThan(Keys.end(ReportKeys.allFigures(GOAL)));
    assertThat(place).isLessThan(Keys.end(ReportKeys.goal(GOAL)));
  }
}
