package com.traitly.processor.task;

import com.traitly.processor.task.ProcessorMeters.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Runs background work, which no record asks for, in rounds. All tasks of a stream thread share the
 * time of a round, because the records of all of them wait for it: the time is divided by the
 * number of tasks that used up their part in the round before. A round takes no longer than the
 * thread had for records, commits and rest since the round before, so that half of the thread's
 * time is left for them, however much background work there is. Thread-safe; each stream thread has
 * rounds of its own.
 */
public final class BackgroundScheduler {
  private static final long ROUND = Duration.ofMillis(20).toNanos();

  /** A shorter round is not worth the cost of finding where the work stopped. */
  private static final long WORTHWHILE = ROUND / 2;

  /** Shortest time of a turn: every task makes progress, even when the round's time is used up. */
  private static final long LEAST = Duration.ofMillis(1).toNanos();

  private final ThreadLocal<Round> rounds;
  private final ProcessorMeters meters;
  private final LongSupplier nanoTime;

  public BackgroundScheduler(ProcessorMeters meters, LongSupplier nanoTime) {
    this.meters = meters;
    this.nanoTime = nanoTime;
    rounds = ThreadLocal.withInitial(() -> new Round(nanoTime.getAsLong()));
  }

  /**
   * Runs some work for one turn, and times it; runs nothing while records have their time.
   *
   * @param owner the owner of the turn: one that already had a turn in this round begins the next
   */
  public void take(Object owner, Work work, Consumer<TimeBudget> doSome) {
    Round round = rounds.get();
    long limit = round.begin(owner, nanoTime.getAsLong());
    if (limit == 0) {
      return;
    }
    TimeBudget time = new TimeBudget(nanoTime, nanoTime.getAsLong(), limit);
    try {
      doSome.accept(time);
    } finally {
      long nanos = time.nanos();
      round.end(nanos, time.isOver(), time.startedAt() + nanos);
      meters.turn(work, nanos, round.spent);
    }
  }

  /** One round on a thread, in which each owner has one turn. */
  private static final class Round {
    private final Set<Object> owners = new HashSet<>();
    private long allowance = ROUND;
    private long endedAt;
    private boolean open = true;
    private long spent;
    private int hungry;
    private int hungryBefore;

    Round(long now) {
      endedAt = now;
    }

    /** The owner's time in nanoseconds; 0 while the thread has not had enough for records. */
    long begin(Object owner, long now) {
      if (!owners.add(owner)) {
        owners.clear();
        owners.add(owner);
        next(now);
      }
      return open
          ? Math.max(LEAST, Math.min(allowance / Math.max(1, hungryBefore), allowance - spent))
          : 0;
    }

    private void next(long now) {
      allowance = Math.min(ROUND, allowance - spent + now - endedAt);
      endedAt = now;
      spent = 0;
      open = allowance >= WORTHWHILE;
      if (open) {
        hungryBefore = hungry;
        hungry = 0;
      }
    }

    void end(long nanos, boolean wantedMore, long now) {
      endedAt = now;
      spent += nanos;
      hungry += wantedMore ? 1 : 0;
    }
  }
}
