package com.traitly.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloseAllTest {
  private final List<String> closed = new ArrayList<>();
  private final CloseAll all = new CloseAll();

  @Test
  void theLastIsClosedFirstAndAFailureKeepsNoneOpen() {
    all.add(() -> closed.add("first"));
    all.add(() -> {
      throw new IllegalStateException("does not close");
    });
    all.add(() -> closed.add("last"));

    all.close();
    all.close();

    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void anInterruptBeforeItIsKeptUntilAllIsClosed() {
    all.add(() -> closed.add("interrupted: " + Thread.currentThread().isInterrupted()));
    Thread.currentThread().interrupt();

    all.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("interrupted: false");
  }
}
