package com.traitly.processor.customer;

import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.History;
import com.traitly.processor.goals.ProfileVersion;
import com.traitly.processor.goals.TimelineEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies facts to one customer: the timeline remembers them, the totals count them, the goal
 * windows follow. Belongs to one thread.
 */
public final class CustomerFacts {
  private final CustomerState state;
  private final CustomerTimeline timeline;
  private final List<GoalRules> goals;

  /** What became of an event. */
  public enum Verdict {
    COUNTED,
    /** The same event id was received before. */
    REPEATED,
    /** The customer has done too many different things already. */
    NOT_COUNTED
  }

  /** The facts of a customer in an account with these goals. */
  public CustomerFacts(CustomerState state, CustomerTimeline timeline, List<GoalRules> goals) {
    this.state = state;
    this.timeline = timeline;
    this.goals = goals;
  }

  /** Applies an event. */
  public Verdict apply(Event event) {
    long idHash = idHash(event.eventId());
    if (timeline.holds(idHash, event.receivedAt())) {
      return Verdict.REPEATED;
    }
    state.received(event.receivedAt(), event.countedAt());
    if (!state.counts(event.name())) {
      return Verdict.NOT_COUNTED;
    }
    TimelineEntry entry = new TimelineEntry(event.name(), event.countedAt(), idHash);
    boolean newest = state.isNewest(entry.at());
    state.count(entry.name(), entry.at());
    timeline.append(entry, event.receivedAt());
    for (GoalRules rules : goals) {
      follow(rules, entry, newest);
    }
    return Verdict.COUNTED;
  }

  /** Applies a profile as merged by an upsert. */
  public void apply(CustomerProfile profile, long receivedAt) {
    boolean first = state.profiles().isEmpty();
    state.received(receivedAt, first ? profile.createdAt() : receivedAt);
    boolean moved = state.created(profile.createdAt());
    boolean changed = state.profile(ProfileVersion.of(profile, state.profileHoldsFrom(receivedAt)));
    for (GoalRules rules : goals) {
      if (first || moved || (changed && rules.looksAtProfile())) {
        fold(rules);
      }
    }
  }

  /** Brings standings in line with the goals there are; folds the ones that are new or changed. */
  public void reconcile(Set<String> goalNames) {
    state.goals().keySet().retainAll(goalNames);
    for (GoalRules rules : goals) {
      GoalStanding standing = state.goals().get(rules.goal().name());
      if (standing == null || standing.track().version() != rules.goal().version()) {
        fold(rules);
      }
    }
  }

  /** All facts, for folding. */
  public History history() {
    return new History(state.createdAt(), state.profiles(), timeline.entries());
  }

  private void follow(GoalRules rules, TimelineEntry event, boolean newest) {
    GoalStanding standing = state.goals().get(rules.goal().name());
    if (standing == null || standing.track().version() != rules.goal().version()) {
      fold(rules);
      return;
    }
    GoalTrack track = standing.track();
    GoalWindow window = track.window();
    boolean foundEarlier = window != null && event.at() < window.entry().firstEventAt();
    if (!rules.concerns(event.name()) && !foundEarlier) {
      GoalFold.uninvolved(rules, track, event);
    } else if (newest) {
      long targetBefore = state.targetsBefore(rules.targetEvents(), event.name());
      GoalFold.newest(rules, state.profiles(), state.firstEventAt(), targetBefore, track, event);
    } else {
      fold(rules);
    }
  }

  private void fold(GoalRules rules) {
    GoalTrack track = GoalFold.whole(rules, history());
    GoalStanding standing = state.goals().get(rules.goal().name());
    if (standing == null || standing.track().version() != rules.goal().version()) {
      state
          .goals()
          .put(
              rules.goal().name(),
              new GoalStanding(track, Map.of(), Long.MIN_VALUE, announced(standing)));
    } else {
      standing.track(track);
    }
  }

  private static GoalStanding.@Nullable Announced announced(@Nullable GoalStanding before) {
    return before == null ? null : before.announced();
  }

  private static long idHash(String eventId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(eventId.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
