package com.traitly.streams.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.streams.state.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AppliedOffsetsTest {
  private static final TopicPartition EVENTS = new TopicPartition("events", 3);

  private final AppliedOffsets applied = new AppliedOffsets();

  @Test
  void nothingIsIncludedWhereNoStateIs() throws InterruptedException {
    applied.applied("events", 3, 7, 1);
    applied.committed(Map.of(EVENTS, 8L));

    assertThat(includes(0)).isFalse();
    assertThat(applied.opening(3)).isNull();
  }

  @Test
  void whoWaitsIsToldWhenTheRecordIsApplied() throws Exception {
    applied.opened(3, Map.of());
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> await(5, Duration.ofSeconds(20)));

    applied.applied("events", 3, 4, 1);
    applied.applied("events", 2, 9, 1);
    assertThat(waiting).isNotDone();
    applied.applied("events", 3, 5, 1);

    assertThat(waiting.get()).isTrue();
    assertThat(includes(6)).isFalse();
  }

  @Test
  void whoWaitsIsSentAwayWhenTheTaskCloses() throws Exception {
    applied.opened(3, Map.of());
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> await(5, Duration.ofSeconds(20)));

    applied.closed(3);

    assertThat(waiting.get()).isFalse();
  }

  @Test
  void whatATransactionTookBackIsForgotten() throws InterruptedException {
    applied.opened(3, Map.of());
    applied.applied("events", 3, 41, 1);
    Long before = applied.opening(3);

    applied.closed(3);
    applied.opened(3, Map.of());

    assertThat(includes(41)).isFalse();
    assertThat(applied.opening(3)).isNotEqualTo(before);
    applied.committed(Map.of(EVENTS, 40L));
    assertThat(includes(39)).isTrue();
    assertThat(includes(40)).isFalse();
  }

  @Test
  void whatComesByAnotherGroupIsIncludedAndProvesNoClaims() throws InterruptedException {
    TopicPartition customers = new TopicPartition("customers", 3);
    applied.opened(3, Map.of(EVENTS, 41L));

    applied.included(Map.of(customers, 8L));

    assertThat(applied.await(new Position("customers", 3, 7), Duration.ZERO)).isTrue();
    assertThat(applied.await(new Position("customers", 3, 8), Duration.ZERO)).isFalse();
    assertThat(includes(41)).isFalse();
    applied.committed(Map.of(EVENTS, 42L));
    assertThat(includes(41)).isTrue();
  }

  @Test
  void thoseWhoListenHearOfEveryOpening() {
    List<Integer> heard = new ArrayList<>();
    applied.whenOpened(heard::add);

    applied.opened(3, Map.of());
    applied.closed(3);
    applied.opened(3, Map.of());

    assertThat(heard).containsExactly(3, 3);
  }

  private boolean includes(long offset) throws InterruptedException {
    return applied.await(new Position("events", 3, offset), Duration.ZERO);
  }

  private boolean await(long offset, Duration atMost) {
    try {
      return applied.await(new Position("events", 3, offset), atMost);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
