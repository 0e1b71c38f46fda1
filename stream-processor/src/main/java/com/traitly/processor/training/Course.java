package com.traitly.processor.training;

/**
 * One run of learning a version of a goal, from nothing and by all that is stored. When history is
 * loaded that a run came too late for, the next round takes its place.
 *
 * @param goalVersion the goal's version
 * @param round counts up from 0
 */
public record Course(long goalVersion, int round) {
  /** The first run of a version. */
  public static Course first(long goalVersion) {
    return new Course(goalVersion, 0);
  }

  Course next() {
    return new Course(goalVersion, round + 1);
  }
}
