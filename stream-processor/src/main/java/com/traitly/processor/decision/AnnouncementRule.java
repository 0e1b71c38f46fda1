package com.traitly.processor.decision;

import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.goals.GoalStatus;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a recommendation is worth announcing. Pure. */
final class AnnouncementRule {
  private static final long FNV_START = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private AnnouncementRule() {}

  /**
   * What to announce: both kinds once on entry; next actions when the ordered list or a count in it
   * changed; the likelihood when it moved by at least {@code minDelta}, or became 1 or 0. A window
   * that was over before anything of it was announced stays unannounced.
   *
   * @param before what was last announced of this window; null when nothing was
   */
  static Set<AnnouncementObject> decide(
      @Nullable Announced before, GoalStatus status, RecommendationOutline now, double minDelta) {
    Set<AnnouncementObject> objects = EnumSet.noneOf(AnnouncementObject.class);
    if (before == null) {
      return status == GoalStatus.ACTIVE ? EnumSet.allOf(AnnouncementObject.class) : objects;
    }
    if (before.actions() != digest(now)) {
      objects.add(AnnouncementObject.RECOMMENDED_NEXT_ACTIONS);
    }
    double moved = Math.abs(now.likelihood() - before.likelihood());
    boolean decided = status != GoalStatus.ACTIVE && moved > 0;
    if (decided || (moved > 0 && moved >= minDelta)) {
      objects.add(AnnouncementObject.GOAL_PROPENSITY_CHANGE);
    }
    return objects;
  }

  /**
   * What to remember after announcing. The likelihood changes only when it was announced, so that
   * small moves add up.
   */
  static Announced remember(
      @Nullable Announced before,
      long openedAt,
      RecommendationOutline now,
      Set<AnnouncementObject> announced) {
    double likelihood =
        before == null || announced.contains(AnnouncementObject.GOAL_PROPENSITY_CHANGE)
            ? now.likelihood()
            : before.likelihood();
    return new Announced(openedAt, likelihood, digest(now));
  }

  private static long digest(RecommendationOutline recommendation) {
    long hash = FNV_START;
    for (RecommendationOutline.Action action : recommendation.actions()) {
      hash = mix(hash, action.step().eventName().hashCode());
      hash = mix(hash, action.goalCount());
      hash = mix(hash, action.totalCount());
    }
    return hash;
  }

  private static long mix(long hash, long value) {
    return (hash ^ value) * FNV_PRIME;
  }
}
