package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.Recommendation;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.report.ReportTable;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.OutputRecords;
import com.traitly.processor.task.UpdateTrigger;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles what follows from a change of a customer: what the learner is told, what is announced,
 * and when to look again. Used on the stream thread only.
 */
public final class CustomerUpdate {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerUpdate.class);

  private final CustomerStores stores;
  private final OutputRecords outbox;
  private final GoalRegistry book;
  private final ReportTable members;
  private final TrainingFeed notes;
  private final VersionChanges transitions;

  public CustomerUpdate(
      CustomerStores stores,
      OutputRecords outbox,
      ReportTable members,
      GoalRegistry book,
      HistoryLoading loading) {
    this.stores = stores;
    this.members = members;
    this.outbox = outbox;
    this.book = book;
    notes = new TrainingFeed(outbox, book, loading);
    transitions = new VersionChanges(outbox);
  }

  /** Tells, announces, schedules, and writes the customer back. */
  public void settle(AccountKey customer, CustomerState state, UpdateTrigger cause) {
    long dueAt = Long.MAX_VALUE;
    for (GoalRules rules : followed(customer.account(), state)) {
      Enrolment standing = state.goals().get(rules.goal().name());
      // A standing of another version waits for the replay.
      if (standing != null && stands(state, rules)) {
        transitions.replaced(customer, rules, standing, cause);
        if (book.model(customer.account(), rules.goal()) != null) {
          notes.tell(customer, rules, standing, state, stores.timeline(customer, state), cause);
          announce(customer, state, rules, standing, cause);
        }
        members.follow(
            customer,
            rules,
            standing,
            () -> GoalFold.whole(rules, stores.history(customer, state), standing.track()),
            cause.millis());
        dueAt = Math.min(dueAt, nextLook(customer, rules, standing, state, cause.millis()));
      }
    }
    stores.save(customer, state, dueAt == Long.MAX_VALUE ? 0 : dueAt);
    members.save();
    outbox.send();
  }

  /**
   * Whether the customer's window in a goal is open and not announced.
   *
   * @param again whether one that was announced counts, too
   */
  public static boolean isToAnnounce(
      CustomerState state, GoalRules rules, boolean again, long now) {
    Enrolment standing = state.goals().get(rules.goal().name());
    GoalWindow window = standing == null ? null : standing.track().window();
    if (standing == null
        || window == null
        || GoalStatus.of(rules, window, now) != GoalStatus.ACTIVE) {
      return false;
    }
    Announced announced = standing.announced();
    return again || announced == null || announced.openedAt() != window.openedAt();
  }

  /** Takes a customer out of a goal that was deleted, and writes the customer back. */
  public void leave(
      AccountKey customer, CustomerState state, String goalName, UpdateTrigger cause) {
    Enrolment standing = state.goals().remove(goalName);
    if (standing != null) {
      transitions.deleted(customer, goalName, standing, cause);
    }
    settle(customer, state, cause);
  }

  /**
   * The goals whose model is there, and those the customer stands in already: a new owner's table
   * of models may lag behind, and no fact may be missed meanwhile.
   */
  public List<GoalRules> followed(String account, CustomerState state) {
    return book.all(account).stream()
        .filter(rules -> book.model(account, rules.goal()) != null || stands(state, rules))
        .toList();
  }

  /**
   * Does work on a customer that no record stands behind: a failure costs this customer's turn and
   * nothing else. False when it failed.
   */
  public boolean attempt(AccountKey customer, Runnable work) {
    try {
      work.run();
      return true;
    } catch (SerializationException unreadable) {
      // Kafka's, too, but what is stored of this customer alone.
      return passOver(customer, unreadable);
    } catch (KafkaException broken) {
      throw broken;
    } catch (RuntimeException failure) {
      return passOver(customer, failure);
    }
  }

  private boolean passOver(AccountKey customer, RuntimeException failure) {
    discard();
    LOG.error("customer {} is passed over", customer.id(), failure);
    return false;
  }

  /** Forgets what was begun on a customer. */
  public void discard() {
    stores.discard();
    members.discard();
    outbox.discard();
  }

  private static boolean stands(CustomerState state, GoalRules rules) {
    Enrolment standing = state.goals().get(rules.goal().name());
    return standing != null && standing.track().version() == rules.goal().version();
  }

  private void announce(
      AccountKey customer,
      CustomerState state,
      GoalRules rules,
      Enrolment standing,
      UpdateTrigger cause) {
    GoalWindow newest = standing.track().window();
    Announced before = standing.announced();
    for (GoalWindow window : standing.track().windows()) {
      // The very event that reached the last window may have opened the newest.
      if (window == newest || (before != null && before.openedAt() == window.openedAt())) {
        announce(customer, state, rules, standing, window, cause);
      }
    }
  }

  private void announce(
      AccountKey customer,
      CustomerState state,
      GoalRules rules,
      Enrolment standing,
      GoalWindow window,
      UpdateTrigger cause) {
    PublishedModel model = book.model(customer.account(), rules.goal());
    if (model == null || !model.settled()) {
      return;
    }
    long now = cause.millis();
    GoalStatus status = GoalStatus.of(rules, window, now);
    Announced before = standing.announced();
    boolean known = before != null && before.openedAt() == window.openedAt();
    if (status != GoalStatus.ACTIVE && !known) {
      return;
    }
    RecommendationOutline outline =
        new Recommender(rules, model.model()).recommend(state, window, now);
    Set<AnnouncementObject> objects =
        AnnouncementRule.decide(
            before, window.openedAt(), status, outline, rules.goal().minDelta());
    if (objects.isEmpty()) {
      return;
    }
    Recommendation recommendation = outline.written(customer.id(), stores.profile(customer));
    members.announced(recommendation);
    for (AnnouncementObject object : objects) {
      outbox.announce(
          customer, object, recommendation, window.openedAt(), state.nextSequence(), cause);
    }
    GoalTransition.Kind kind = transition(known, status, objects);
    if (kind != null) {
      GoalTransition transition =
          new GoalTransition(
              rules.goal().name(),
              rules.goal().version(),
              kind,
              window.openedAt(),
              rules.end(window.openedAt()),
              window.inferred(),
              now);
      outbox.transition(customer, transition, cause);
    }
    standing.announced(AnnouncementRule.remember(before, window.openedAt(), outline, objects));
  }

  private static GoalTransition.@Nullable Kind transition(
      boolean known, GoalStatus status, Set<AnnouncementObject> objects) {
    if (!known) {
      return GoalTransition.Kind.ENTERED;
    }
    if (!objects.contains(AnnouncementObject.GOAL_PROPENSITY_CHANGE)) {
      return null;
    }
    return switch (status) {
      case ACTIVE -> null;
      case REACHED -> GoalTransition.Kind.REACHED;
      case EXPIRED -> GoalTransition.Kind.EXPIRED;
    };
  }

  private long nextLook(
      AccountKey customer, GoalRules rules, Enrolment standing, CustomerState state, long now) {
    long next = notes.nextTold(customer, rules, standing, state, now);
    GoalWindow window = standing.track().window();
    if (window != null && GoalStatus.of(rules, window, now) == GoalStatus.ACTIVE) {
      long step = WindowMessages.shape(rules).stepMillis();
      long steps = Math.floorDiv(now - window.openedAt(), step) + 1;
      long tick = window.openedAt() + Math.max(steps, 0) * step;
      next = Math.min(next, Math.min(tick, rules.end(window.openedAt())));
    }
    return next;
  }
}
