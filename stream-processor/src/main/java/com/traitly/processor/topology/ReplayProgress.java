package com.traitly.processor.topology;

/**
 * How far a partition has applied a goal's version to its stored customers.
 *
 * @param goalVersion which version
 * @param phase what is being done
 * @param doneUpTo last customer key dealt with, empty at the start of a phase
 * @param done customers it is applied to
 * @param total customers it is to be applied to, as far as they are counted
 */
public record ReplayProgress(
    long goalVersion, Phase phase, String doneUpTo, long done, long total) {
  /** The phases, in order. */
  public enum Phase {
    /**
     * Counting customers, and which events there are, so that the learner can choose its signals.
     */
    COUNTING,
    /** Waiting for the learner's first model. */
    WAITING,
    /** Folding each customer's history into windows. */
    REPLAYING,
    DONE,
    /** Taking customers out of the goal, which was deleted. */
    CLEARING
  }

  static ReplayProgress start(long goalVersion) {
    return new ReplayProgress(goalVersion, Phase.COUNTING, "", 0, 0);
  }

  /** The count begun anew. */
  ReplayProgress recounted() {
    return new ReplayProgress(goalVersion, Phase.COUNTING, "", 0, 0);
  }

  ReplayProgress counted(CustomerWalk.Stop stop) {
    return new ReplayProgress(goalVersion, phase, stop.doneUpTo(), 0, total + stop.customers());
  }

  ReplayProgress applied(CustomerWalk.Stop stop) {
    // Customers may have come since they were counted.
    long applied = Math.min(total, done + stop.customers());
    return new ReplayProgress(goalVersion, phase, stop.doneUpTo(), applied, total);
  }

  ReplayProgress enter(Phase next) {
    return new ReplayProgress(goalVersion, next, "", next == Phase.DONE ? total : 0, total);
  }

  /** Whether every stored customer has it applied. */
  public boolean complete() {
    return phase == Phase.DONE;
  }
}
