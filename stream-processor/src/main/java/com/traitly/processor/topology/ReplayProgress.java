package com.traitly.processor.topology;

/**
 * How far a partition has applied a goal's version to its stored customers.
 *
 * @param goalVersion which version
 * @param phase what is being done
 * @param doneUpTo last customer key dealt with, empty at the start of a phase
 */
record ReplayProgress(long goalVersion, Phase phase, String doneUpTo) {
  /** The phases, in order. */
  enum Phase {
    /** Counting which events there are, so that the learner can choose its signals. */
    COUNTING,
    /** Waiting for the learner's first model. */
    WAITING,
    /** Folding each customer's history into windows. */
    REPLAYING,
    DONE
  }

  static ReplayProgress start(long goalVersion) {
    return new ReplayProgress(goalVersion, Phase.COUNTING, "");
  }

  ReplayProgress upTo(String key) {
    return new ReplayProgress(goalVersion, phase, key);
  }

  ReplayProgress enter(Phase next) {
    return new ReplayProgress(goalVersion, next, "");
  }
}
