package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.processor.registry.Course;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.Stores;
import com.traitly.processor.training.SmileSerde;
import com.traitly.streams.node.Store;

/**
 * How far a partition has applied a goal's version to its stored customers, and told its trainer.
 *
 * @param course the goal's version, and the round of learning
 * @param phase the current phase
 * @param doneUpTo key of the last customer visited; empty at the start of a phase
 * @param done customers that the version is applied to
 * @param total customers that it is to be applied to, as far as they are counted
 * @param enrolled windows that a draft would have opened so far
 * @param reached those of them that were reached
 * @param inferred a draft's windows, and customers kept out, that rest on a profile not known
 */
public record ReplayProgress(
    Course course,
    Phase phase,
    String doneUpTo,
    long done,
    long total,
    long enrolled,
    long reached,
    long inferred) {
  /** How far each goal's version has been applied to the stored customers. */
  public static final Store<AccountKey, ReplayProgress> STORE =
      new Store<>(
          "goal-replays",
          KeySerde.instance(),
          SmileSerde.orElse(ReplayProgress.class, start(Stores.NO_COURSE)));

  /** The phases, in order. */
  public enum Phase {
    /** Counting customers, and events by name, so that the trainer can choose its signals. */
    COUNTING,
    /** Waiting until the trainer has chosen its signals. */
    WAITING,
    /** Computing each customer's windows from the history. */
    REPLAYING,
    /** Waiting until the trainer has learnt what it was told. */
    LEARNING,
    /** Announcing the open windows. */
    ANNOUNCING,
    DONE,
    /** Taking customers out of the goal, which was deleted. */
    CLEARING;

    private boolean isApplied() {
      return this == LEARNING || this == ANNOUNCING || this == DONE;
    }
  }

  public static ReplayProgress start(Course course) {
    return new ReplayProgress(course, Phase.COUNTING, "", 0, 0, 0, 0, 0);
  }

  ReplayProgress counted(CustomerStores.Stop stop) {
    return new ReplayProgress(course, phase, stop.doneUpTo(), 0, total + stop.customers(), 0, 0, 0);
  }

  ReplayProgress announced(CustomerStores.Stop stop) {
    return new ReplayProgress(
        course, phase, stop.doneUpTo(), done, total, enrolled, reached, inferred);
  }

  /**
   * After applying the version to more customers.
   *
   * @param windows more windows that a draft would have opened
   */
  ReplayProgress applied(CustomerStores.Stop stop, Backtest.Tally windows) {
    // Customers may have come since they were counted.
    long applied = Math.min(total, done + stop.customers());
    return new ReplayProgress(
        course,
        phase,
        stop.doneUpTo(),
        applied,
        total,
        enrolled + windows.enrolled(),
        reached + windows.reached(),
        inferred + windows.inferred());
  }

  public ReplayProgress enter(Phase next) {
    return new ReplayProgress(
        course, next, "", next.isApplied() ? total : 0, total, enrolled, reached, inferred);
  }

  /** Whether the version is applied to every stored customer. */
  public boolean complete() {
    return phase.isApplied();
  }
}
