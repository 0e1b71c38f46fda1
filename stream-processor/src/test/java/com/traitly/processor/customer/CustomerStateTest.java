package com.traitly.processor.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerStateTest {
  @Test
  void sequencesGoOnAfterAnErasure() {
    CustomerState before = new CustomerState();
    before.received(1_750_000_000_000L, 1_750_000_000_000L, 1_750_000_000_000L);
    long last = before.nextSequence();
    for (int i = 0; i < 50; i++) {
      last = before.nextSequence();
    }
    CustomerState after = new CustomerState();
    after.received(1_750_000_001_000L, 1_750_000_001_000L, 1_750_000_001_000L);

    assertThat(after.nextSequence()).isGreaterThan(last);
  }

  @Test
  void historyIsLoadedWhenItIsAppliedHoweverLongItLay() {
    CustomerState state = new CustomerState();
    long received = 1_750_000_000_000L;

    state.received(received, received - 30 * 60_000L, received + 20_000L);
    assertThat(state.loadedAt()).as("not long past").isZero();
    state.received(received, received - 30 * 60_000L, received + 31 * 60_000L);
    assertThat(state.loadedAt()).isEqualTo(received + 31 * 60_000L);
  }
}
