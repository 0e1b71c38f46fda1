package com.traitly.processor.registry;

/**
 * One round of learning a version of a goal, from nothing and from all that is stored. When history
 * is loaded too late for a round, the next round takes its place.
 *
 * @param goalVersion the goal's version
 * @param round counts up from 0
 */
public record Course(long goalVersion, int round) {
  /** The first round of a version. */
  public static Course first(long goalVersion) {
    return new Course(goalVersion, 0);
  }

  /** The round after this one. */
  public Course next() {
    return new Course(goalVersion, round + 1);
  }
}
