package com.traitly.contracts.model;

/** The kinds of announcement, by the name they carry on the wire. */
public enum AnnouncementObject {
  GOAL_PROPENSITY_CHANGE("goal-propensity-change"),
  RECOMMENDED_NEXT_ACTIONS("recommended-next-actions");

  private final String wireName;

  AnnouncementObject(String wireName) {
    this.wireName = wireName;
  }

  /** Value of {@code object} in the body, and name of the topic. */
  public String wireName() {
    return wireName;
  }
}
