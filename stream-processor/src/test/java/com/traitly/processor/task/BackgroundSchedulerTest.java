package com.traitly.processor.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.processor.task.ProcessorMeters.Work;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundSchedulerTest {
  private static final long STEP = Duration.ofMillis(1).toNanos() / 10;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BackgroundScheduler scheduler =
      new BackgroundScheduler(new ProcessorMeters(registry), this::nanoTime);
  private long nanos;
  private Duration rest = Duration.ofMillis(30);

  @Test
  void whoeverIsAloneHasTheWholeSlice() {
    round(1, 0);

    assertThat(round(1, 0)).containsExactly(20L);
    assertThat(round(1, 3)).containsExactly(20L, 0L, 0L, 0L);
  }

  @Test
  void thoseThatHadNotEnoughShareIt() {
    List<Long> first = round(4, 2);
    assertThat(first).containsExactly(20L, 1L, 1L, 1L, 0L, 0L);

    assertThat(round(4, 2)).containsExactly(5L, 5L, 5L, 5L, 0L, 0L);
    assertThat(round(2, 4)).containsExactly(5L, 5L, 0L, 0L, 0L, 0L);
    assertThat(round(2, 4)).containsExactly(10L, 10L, 0L, 0L, 0L, 0L);
  }

  @Test
  void halfOfTheTimeBelongsToRecords() {
    round(1, 0);

    rest = Duration.ofMillis(6);
    assertThat(round(1, 0)).as("not worth a round yet").containsExactly(0L);
    assertThat(round(1, 0)).containsExactly(12L);
    rest = Duration.ofMillis(12);
    assertThat(round(3, 0)).containsExactly(12L, 1L, 1L);
    rest = Duration.ofMillis(14);
    assertThat(round(3, 0)).containsExactly(4L, 4L, 4L);
    rest = Duration.ofHours(1);
    assertThat(round(3, 0).stream().mapToLong(each -> each).sum())
        .as("nothing is saved up")
        .isEqualTo(20L);
  }

  @Test
  void aTurnThatTookTooLongIsMadeUpFor() {
    scheduler.take(0, Work.REPLAY, time -> nanos += Duration.ofMillis(60).toNanos());

    assertThat(round(1, 0)).containsExactly(0L);
    assertThat(round(1, 0)).containsExactly(20L);
  }

  @Test
  void recordsWaitedForAllOfThem() {
    round(12, 0);
    round(12, 0);

    assertThat(registry.get("traitly.processor.rounds.finished").timer().max(TimeUnit.MILLISECONDS))
        .isBetween(20.0, 40.0);
  }

  private long nanoTime() {
    nanos += STEP;
    return nanos;
  }

  /** One turn of each busy task, with endless work, then of each idle task; milliseconds taken. */
  private List<Long> round(int busy, int idle) {
    List<Long> took = new ArrayList<>();
    nanos += rest.toNanos();
    for (int i = 0; i < busy + idle; i++) {
      long start = nanos;
      boolean works = i < busy;
      scheduler.take(
          i,
          Work.REPLAY,
          time -> {
            while (works && !time.isOver()) {
              // Each look at the clock takes time.
            }
          });
      took.add(TimeUnit.NANOSECONDS.toMillis(nanos - start));
    }
    return took;
  }
}
