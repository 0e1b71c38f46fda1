package com.traitly.processor.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryLoadingTest {
  private static final long NOW = 10_000_000;

  private final HistoryLoading loading = new HistoryLoading();

  @Test
  void isOverWhenItHasBeenQuietForAWhile() {
    assertThat(loading.isOver(NOW, NOW)).isTrue();
    loading.note(NOW);
    loading.note(NOW - 1);

    assertThat(loading.isOver(NOW, NOW + HistoryLoading.QUIET - 1)).isFalse();
    assertThat(loading.isOver(NOW, NOW + HistoryLoading.QUIET)).isTrue();
  }

  @Test
  void nobodyWaitsForAnEndlessStreamOfLateFacts() {
    long waitingSince = NOW;
    for (long now = NOW; now < NOW + HistoryLoading.LONGEST_WAIT; now += 1_000) {
      loading.note(now);
      assertThat(loading.isOver(waitingSince, now)).isFalse();
    }

    assertThat(loading.isOver(waitingSince, NOW + HistoryLoading.LONGEST_WAIT)).isTrue();
    assertThat(loading.endOf(NOW)).isEqualTo(NOW + HistoryLoading.LONGEST_WAIT);
  }

  @Test
  void theCustomersOwnFactsCountToo() {
    assertThat(loading.endOf(0)).isZero();
    assertThat(loading.endOf(NOW)).isEqualTo(NOW + HistoryLoading.QUIET);
    loading.note(NOW + 5_000);
    assertThat(loading.endOf(NOW)).isEqualTo(NOW + 5_000 + HistoryLoading.QUIET);
  }
}
