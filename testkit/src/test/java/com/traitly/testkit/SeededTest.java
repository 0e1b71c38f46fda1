package com.traitly.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class SeededTest {
  private static final List<Long> DRAWN = new ArrayList<>();

  /** Run by the tests below only; the build runs no nested classes of this kind. */
  @Seeded
  static final class AlwaysFails {
    @Test
    void draws(RandomGenerator random) {
      DRAWN.add(random.nextLong());
      throw new IllegalStateException("drew " + DRAWN);
    }
  }

  @Seeded
  @RepeatedTest(3)
  void givesOneGeneratorAMethod(RandomGenerator random, RandomGenerator same) {
    assertThat(random).isSameAs(same);
  }

  @Test
  void aFailureNamesTheSeedThatReplaysIt() {
    DRAWN.clear();
    String replay = replayHintOfFailure();
    assertThat(replay).startsWith("Replay with -Dtraitly.seed=");
    String seed = replay.substring(replay.indexOf('=') + 1);
    assertThat(new Random(Long.parseLong(seed)).nextLong()).isEqualTo(DRAWN.getFirst());

    System.setProperty(Seeded.PROPERTY, seed);
    try {
      assertThat(replayHintOfFailure()).isEqualTo(replay);
    } finally {
      System.clearProperty(Seeded.PROPERTY);
    }
    assertThat(DRAWN).hasSize(2).containsOnly(DRAWN.getFirst());
  }

  @Test
  void everyRunHasItsOwnSeed() {
    assertThat(replayHintOfFailure()).isNotEqualTo(replayHintOfFailure());
  }

  private static String replayHintOfFailure() {
    Throwable failure =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(AlwaysFails.class))
            .execute()
            .testEvents()
            .failed()
            .stream()
            .map(Event::getPayload)
            .flatMap(payload -> payload.stream())
            .map(TestExecutionResult.class::cast)
            .flatMap(result -> result.getThrowable().stream())
            .findFirst()
            .orElseThrow();
    return String.valueOf(failure.getSuppressed()[0].getMessage());
  }
}
