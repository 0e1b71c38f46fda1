package com.traitly.processor.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerStateTest {
  @Test
  void sequencesGoOnAfterAnErasure() {
    CustomerState before = new CustomerState();
    before.received(1_750_000_000_000L, 1_750_000_000_000L);
    long last = before.nextSequence();
    for (int i = 0; i < 50; i++) {
      last = before.nextSequence();
    }
    CustomerState after = new CustomerState();
    after.received(1_750_000_001_000L, 1_750_000_001_000L);

    assertThat(after.nextSequence()).isGreaterThan(last);
  }
}
