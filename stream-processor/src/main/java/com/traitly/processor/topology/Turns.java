package com.traitly.processor.topology;

import com.traitly.processor.topology.ProcessorMeters.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Gives turns to the work that no record asks for. All tasks of a stream thread share one slice of
 * time, because the records of all of them wait for it: in each round, those that had not enough in
 * the round before get equal parts. Thread-safe; each stream thread has rounds of its own.
 */
public final class Turns {
  private static final long ROUND = Duration.ofMillis(20).toNanos();

  /** So that everybody gets on, even who comes when the time is over. */
  private static final long LEAST = Duration.ofMillis(1).toNanos();

  private final ThreadLocal<Round> rounds = ThreadLocal.withInitial(Round::new);
  private final ProcessorMeters meters;
  private final LongSupplier nanoTime;

  /** Turns that are timed by these meters. */
  public Turns(ProcessorMeters meters) {
    this(meters, System::nanoTime);
  }

  Turns(ProcessorMeters meters, LongSupplier nanoTime) {
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  /**
   * Gives some work a turn, and times it.
   *
   * @param owner whose turn it is: one that had a turn in this round begins the next
   */
  void take(Object owner, Work work, Consumer<TimeSlice> doSome) {
    Round round = rounds.get();
    TimeSlice time = TimeSlice.start(nanoTime, round.begin(owner));
    try {
      doSome.accept(time);
    } finally {
      long nanos = time.nanos();
      round.end(nanos, time.isOver());
      meters.turn(work, nanos, round.spent);
    }
  }

  /** One turn of everybody on a thread. */
  private static final class Round {
    private final Set<Object> owners = new HashSet<>();
    private long spent;
    private int hungry;
    private int hungryBefore;

    /** The time that this one has. */
    long begin(Object owner) {
      if (!owners.add(owner)) {
        owners.clear();
        owners.add(owner);
        spent = 0;
        hungryBefore = hungry;
        hungry = 0;
      }
      return Math.max(LEAST, Math.min(ROUND / Math.max(1, hungryBefore), ROUND - spent));
    }

    void end(long nanos, boolean wantedMore) {
      spent += nanos;
      hungry += wantedMore ? 1 : 0;
    }
  }
}
