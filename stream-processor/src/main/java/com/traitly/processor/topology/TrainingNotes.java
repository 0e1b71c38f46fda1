package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.GoalStanding;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.History;
import com.traitly.processor.prediction.ExampleRow;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.GoalShape;
import com.traitly.processor.prediction.TimedEvent;
import com.traitly.processor.prediction.Timeline;
import com.traitly.processor.prediction.WindowMessage;
import com.traitly.processor.training.DraftKey;
import com.traitly.processor.training.GoalBook;
import com.traitly.processor.training.PublishedModel;
import com.traitly.processor.training.TrainingMessage;
import java.util.List;
import java.util.UUID;

/** Tells learners what became of windows; each window's examples when its time is over. */
final class TrainingNotes {
  private final Outbox outbox;
  private final GoalBook book;
  private final HistoryLoading loading;

  TrainingNotes(Outbox outbox, GoalBook book, HistoryLoading loading) {
    this.outbox = outbox;
    this.book = book;
    this.loading = loading;
  }

  static GoalShape shape(GoalRules rules) {
    return GoalShape.ofWindow(rules.goal().windowMillis());
  }

  /**
   * Windows that are new to the learner, and those of them that were reached; not those of which
   * the profile at entry is not known. While the customer's history is being loaded nothing is
   * told: what is true of a window may change with the next fact.
   */
  void tellOpenedAndReached(
      AccountKey customer, GoalRules rules, CustomerState state, Cause cause) {
    GoalStanding standing = state.goals().get(rules.goal().name());
    if (standing == null || loading.endOf(state.loadedAt()) > cause.millis()) {
      return;
    }
    for (GoalWindow window : standing.track().windows()) {
      long openedAt = window.openedAt();
      if (window.inferred() || shape(rules).releaseOf(openedAt) <= standing.releasedThrough()) {
        continue;
      }
      Long told = standing.unreleased().put(openedAt, window.reachedAt());
      if (told == null) {
        tell(goal(customer, rules), rules, opened(customer, window), cause);
      }
      if (window.reached() && (told == null || told != window.reachedAt())) {
        tell(goal(customer, rules), rules, reached(customer, window), cause);
      }
    }
  }

  /** Hands out the examples of the windows whose time is over. */
  void release(
      AccountKey customer,
      GoalRules rules,
      GoalStanding standing,
      CustomerState state,
      CustomerTimeline timeline,
      Cause cause) {
    PublishedModel model = book.model(customer.account(), rules.goal());
    if (model == null || nextRelease(rules, standing, state, 0) > cause.millis()) {
      return;
    }
    History history = timeline.history(Long.MIN_VALUE);
    FeatureSpace space = model.model().space();
    List<TimedEvent> events = history.timed();
    for (GoalWindow window : GoalFold.whole(rules, history, standing.track()).windows()) {
      long openedAt = window.openedAt();
      if (!window.inferred()
          && standing.unreleased().containsKey(openedAt)
          && shape(rules).releaseOf(openedAt) <= cause.millis()) {
        tell(goal(customer, rules), rules, closed(customer, rules, window, events, space), cause);
      }
    }
    // Also those that late facts made disappear: nothing will ever close them.
    for (long openedAt : List.copyOf(standing.unreleased().keySet())) {
      long dueAt = shape(rules).releaseOf(openedAt);
      if (dueAt <= cause.millis()) {
        standing.released(openedAt, dueAt);
      }
    }
  }

  /**
   * Tells the learner of a draft all there is to tell of a window by now.
   *
   * @param events of the customer, in time order
   */
  void tellDraft(
      AccountKey customer,
      GoalRules rules,
      GoalWindow window,
      List<TimedEvent> events,
      Cause cause) {
    AccountKey draft = DraftKey.of(goal(customer, rules));
    PublishedModel model = book.modelOf(draft, rules.goal());
    if (model == null || window.inferred()) {
      return;
    }
    tell(draft, rules, opened(customer, window), cause);
    if (window.reached()) {
      tell(draft, rules, reached(customer, window), cause);
    }
    if (shape(rules).releaseOf(window.openedAt()) <= cause.millis()) {
      FeatureSpace space = model.model().space();
      tell(draft, rules, closed(customer, rules, window, events, space), cause);
    }
  }

  /** When there is something to tell that cannot be told yet; {@code Long.MAX_VALUE} for never. */
  long nextTold(GoalRules rules, GoalStanding standing, CustomerState state, long now) {
    long loaded = loading.endOf(state.loadedAt());
    return loaded > now && standing.track().window() != null
        ? loaded
        : nextRelease(rules, standing, state, now + 1);
  }

  /**
   * When the next window's examples are to be handed out; {@code Long.MAX_VALUE} for never. They
   * wait until no history is being loaded: such facts arrive after the window they belong to is
   * over.
   */
  private long nextRelease(
      GoalRules rules, GoalStanding standing, CustomerState state, long notBefore) {
    return standing.unreleased().isEmpty()
        ? Long.MAX_VALUE
        : Math.max(
            notBefore,
            Math.max(
                shape(rules).releaseOf(standing.unreleased().firstKey()),
                loading.endOf(state.loadedAt())));
  }

  /**
   * What learners tell customers apart by: an erasure need not look for the id in what they keep.
   */
  private static String pseudonym(AccountKey customer) {
    return UUID.nameUUIDFromBytes(KeySerde.bytes(customer)).toString();
  }

  private static WindowMessage opened(AccountKey customer, GoalWindow window) {
    return new WindowMessage.Opened(pseudonym(customer), window.openedAt());
  }

  private static WindowMessage reached(AccountKey customer, GoalWindow window) {
    return new WindowMessage.Reached(pseudonym(customer), window.openedAt(), window.reachedAt());
  }

  private static WindowMessage closed(
      AccountKey customer,
      GoalRules rules,
      GoalWindow window,
      List<TimedEvent> events,
      FeatureSpace space) {
    long openedAt = window.openedAt();
    long end = window.reached() ? window.reachedAt() : rules.end(openedAt);
    List<ExampleRow> rows =
        new Timeline(events, openedAt, rules.outside(window), window.entry())
            .rows(shape(rules), space, customer.id(), end);
    Long reachedAt = window.reached() ? window.reachedAt() : null;
    return new WindowMessage.Closed(pseudonym(customer), openedAt, reachedAt, rows);
  }

  private static AccountKey goal(AccountKey customer, GoalRules rules) {
    return new AccountKey(customer.account(), rules.goal().name());
  }

  private void tell(AccountKey goal, GoalRules rules, WindowMessage message, Cause cause) {
    outbox.train(goal, new TrainingMessage.Window(rules.goal().version(), message), cause);
  }
}
