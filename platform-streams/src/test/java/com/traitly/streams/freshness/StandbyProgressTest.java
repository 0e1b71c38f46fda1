package com.traitly.streams.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.streams.freshness.StandbyProgress.Seen;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.junit.jupiter.api.Test;

class StandbyProgressTest {
  private static final TopicPartition EVENTS = new TopicPartition("events", 1);
  private static final TopicPartition STATES = new TopicPartition("states-changelog", 1);
  private static final TopicPartition DUE = new TopicPartition("due-changelog", 1);

  private final StandbyProgress progress = new StandbyProgress(1);

  @Test
  void aCopyIncludesWhatWasCommittedOnceAllItsStoresHaveReadSoFar() {
    look(Map.of(STATES, 5L, DUE, 0L), aim(1, 10, Map.of(STATES, 8L, DUE, 2L)));
    look(Map.of(STATES, 9L, DUE, 1L), aim(2, 20, Map.of(STATES, 18L, DUE, 4L)));
    assertThat(progress.reached(1)).as("one store is behind").isNull();

    look(Map.of(STATES, 9L, DUE, 2L), aim(3, 30, Map.of(STATES, 28L, DUE, 6L)));

    assertThat(progress.reached(1)).isEqualTo(aim(1, 10, Map.of(STATES, 8L, DUE, 2L)));
  }

  @Test
  void aCopyAtTheEndIncludesWhatIsCommittedNow() {
    look(Map.of(STATES, 8L), aim(1, 10, Map.of(STATES, 8L)));

    assertThat(progress.reached(1)).isEqualTo(aim(1, 10, Map.of(STATES, 8L)));
  }

  @Test
  void aStoreThatIsNotThereYetIsNotTakenForOneThatHasNothingToRead() {
    look(Map.of(STATES, 3L), aim(1, 10, Map.of(STATES, 8L)));
    look(Map.of(STATES, 8L, DUE, 0L), aim(2, 10, Map.of(STATES, 8L, DUE, 2L)));

    assertThat(progress.reached(1)).isNull();
  }

  @Test
  void aCopyIsNotReadWhileSomeOfItsStoresAreMissing() {
    StandbyProgress ofTwo = new StandbyProgress(2);

    look(ofTwo, Map.of(DUE, 0L), aim(1, 10, Map.of(DUE, 0L)));
    assertThat(ofTwo.reached(1)).isNull();
    look(ofTwo, Map.of(DUE, 0L, STATES, 8L), aim(1, 10, Map.of(DUE, 0L, STATES, 8L)));
    assertThat(ofTwo.reached(1)).isNotNull();
  }

  @Test
  void whatWasSeenBeforeACopyWasDroppedSaysNothingOfTheNextOne() {
    Seen before = new Seen(progress.newestEdition(), Map.of(STATES, 8L));
    progress.onUpdateSuspended(STATES, "states", 8, 8, SuspendReason.MIGRATED);

    progress.look(1, before, aim(1, 10, Map.of(STATES, 8L)), (gap, end) -> false);

    assertThat(progress.reached(1)).isNull();
  }

  @Test
  void endsOfTransactionsAreNoRecords() {
    progress.look(
        1,
        new Seen(0, Map.of(STATES, 7L)),
        aim(1, 10, Map.of(STATES, 8L)),
        (gap, end) -> gap.from() == 7 && end == 8);

    assertThat(progress.reached(1)).isNotNull();
  }

  @Test
  void aCopyThatStartsAgainFromFurtherBackKnowsNothing() {
    look(Map.of(STATES, 8L), aim(1, 10, Map.of(STATES, 8L)));
    long edition = progress.edition(1);

    progress.onRestoreStart(STATES, "states", 8, 8);
    assertThat(progress.reached(1)).as("a standby that becomes the owner").isNotNull();
    progress.onRestoreStart(STATES, "states", 0, 8);

    assertThat(progress.reached(1)).isNull();
    assertThat(progress.edition(1)).isNotEqualTo(edition);
  }

  @Test
  void aCopyThatWasDroppedKnowsNothing() {
    look(Map.of(STATES, 8L), aim(1, 10, Map.of(STATES, 8L)));

    progress.onUpdateSuspended(STATES, "states", 8, 8, SuspendReason.PROMOTED);
    assertThat(progress.reached(1)).isNotNull();
    progress.onUpdateSuspended(STATES, "states", 8, 8, SuspendReason.MIGRATED);

    assertThat(progress.reached(1)).isNull();
  }

  private void look(Map<TopicPartition, Long> positions, Aim aim) {
    look(progress, positions, aim);
  }

  private static void look(StandbyProgress progress, Map<TopicPartition, Long> at, Aim aim) {
    progress.look(1, new Seen(progress.newestEdition(), at), aim, (gap, end) -> false);
  }

  private static Aim aim(long at, long committed, Map<TopicPartition, Long> ends) {
    return new Aim(at, Map.of(EVENTS, committed), ends);
  }
}
