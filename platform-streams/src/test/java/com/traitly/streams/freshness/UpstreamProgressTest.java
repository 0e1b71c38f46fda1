package com.traitly.streams.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.streams.freshness.Aim.Gap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UpstreamProgressTest {
  private static final TopicPartition CUSTOMERS = new TopicPartition("customers", 1);
  private static final TopicPartition PROFILES = new TopicPartition("profiles", 1);

  private final UpstreamProgress upstream = new UpstreamProgress(List.of());

  @Test
  void whatTheOtherGroupHadCommittedIsIncludedOnceAllItWroteIsRead() {
    assertThat(note(5, 12, 11)).isEmpty();
    assertThat(note(5, 12, 12)).containsEntry(CUSTOMERS, 5L);
  }

  @Test
  void alsoWhereNothingFollowedFromIt() {
    note(5, 12, 12);

    assertThat(note(9, 12, 12)).containsEntry(CUSTOMERS, 9L);
  }

  @Test
  void whoIsAlwaysALittleBehindIncludesWhatWasThereBefore() {
    note(5, 12, 10);

    assertThat(note(7, 15, 13)).containsEntry(CUSTOMERS, 5L);
    assertThat(note(9, 18, 16)).containsEntry(CUSTOMERS, 7L);
  }

  @Test
  void whileAnOwnerIsGoneNothingIsAdded() {
    note(5, 12, 12);
    note(9, 18, 12);

    assertThat(note(11, 20, 12)).containsEntry(CUSTOMERS, 5L);
  }

  @Test
  void endsOfTransactionsAreNoRecords() {
    BiPredicate<Gap, Long> nothing = (gap, end) -> gap.from() == 11 && end == 12;

    assertThat(upstream.note(Map.of(CUSTOMERS, aim(5, 12)), Map.of(PROFILES, 11L), nothing))
        .containsEntry(CUSTOMERS, 5L);
  }

  private Map<TopicPartition, Long> note(long next, long written, long read) {
    return upstream.note(
        Map.of(CUSTOMERS, aim(next, written)), Map.of(PROFILES, read), (gap, end) -> false);
  }

  private static Aim aim(long next, long written) {
    return new Aim(1, Map.of(CUSTOMERS, next), Map.of(PROFILES, written));
  }
}
