package com.traitly.streams.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.streams.freshness.Aim.Gap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommittedLagTest {
  private static final TopicPartition EVENTS = new TopicPartition("events", 1);
  private static final TopicPartition CUSTOMERS = new TopicPartition("customers", 1);

  private final CommittedLag ages = new CommittedLag();

  @Test
  void whoCommittedAllThereIsIncludesItNow() {
    assertThat(look(1, 8, 8)).isEqualTo(1);
  }

  @Test
  void whileAnOwnerIsGoneWhatFollowsItGrowsOlder() {
    look(1, 8, 8);
    look(2, 9, 8);

    assertThat(look(3, 12, 8)).isEqualTo(1);
  }

  @Test
  void whoIsAlwaysALittleBehindIncludesWhatWasThereBefore() {
    assertThat(look(1, 8, 7)).as("nothing is known yet").isNull();
    assertThat(look(2, 12, 11)).isEqualTo(1);
    assertThat(look(3, 16, 15)).isEqualTo(2);
  }

  @Test
  void oneSourceThatLagsMakesAllOlder() {
    look(1, 8, 8);

    assertThat(
            ages.look(
                1, 2, Map.of(EVENTS, 9L, CUSTOMERS, 3L), Map.of(EVENTS, 9L), (gap, to) -> false))
        .isEqualTo(1);
  }

  @Test
  void anotherPartitionSaysNothingOfThisOne() {
    TopicPartition other = new TopicPartition("events", 2);

    assertThat(
            ages.look(1, 1, Map.of(EVENTS, 9L, other, 5L), Map.of(EVENTS, 9L), (gap, to) -> false))
        .isEqualTo(1);
  }

  @Test
  void endsOfTransactionsAreNoRecords() {
    BiPredicate<Gap, Long> end = (gap, to) -> gap.from() == 8 && to == 9;

    assertThat(ages.look(1, 1, Map.of(EVENTS, 9L), Map.of(EVENTS, 8L), end)).isEqualTo(1);
  }

  private @Nullable Long look(long at, long end, long committed) {
    return ages.look(1, at, Map.of(EVENTS, end), Map.of(EVENTS, committed), (gap, to) -> false);
  }
}
