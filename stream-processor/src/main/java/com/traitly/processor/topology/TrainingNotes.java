package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.GoalStanding;
import com.traitly.processor.customer.GoalStanding.Told;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.History;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.TimedEvent;
import com.traitly.processor.prediction.WindowMessage;
import com.traitly.processor.training.Course;
import com.traitly.processor.training.DraftKey;
import com.traitly.processor.training.GoalBook;
import com.traitly.processor.training.PublishedModel;
import com.traitly.processor.training.TrainingMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells learners what became of windows; each window's examples when its time is over. */
final class TrainingNotes {
  private final Outbox outbox;
  private final GoalBook book;
  private final HistoryLoading loading;

  /** Who is told: a run of learning, of a goal or of a draft. */
  private record Learner(AccountKey goal, Course course) {}

  TrainingNotes(Outbox outbox, GoalBook book, HistoryLoading loading) {
    this.outbox = outbox;
    this.book = book;
    this.loading = loading;
  }

  /**
   * Tells windows that are new to the learner, and those of them that were reached; not those of
   * which the profile at entry is not known. While the customer's history is being loaded nothing
   * is told, unless all customers are: what is true of a window may change with the next fact. A
   * new run of learning is told all windows.
   */
  void tellOpenedAndReached(
      AccountKey customer,
      GoalRules rules,
      GoalStanding standing,
      CustomerState state,
      CustomerTimeline timeline,
      Cause cause) {
    PublishedModel model = asking(goal(customer, rules), rules);
    if (model == null || loadedBy(state, cause) > cause.millis()) {
      return;
    }
    Learner learner = new Learner(goal(customer, rules), model.course());
    List<GoalWindow> windows = standing.track().windows();
    if (standing.told().round() != model.course().round()) {
      windows = allWindows(rules, standing, timeline);
      standing.unreleased().clear();
      standing.told(Told.nothing(model.course().round(), state.loadedAt()));
    } else if (standing.told().loadedAt() < state.loadedAt()) {
      windows = allWindows(rules, standing, timeline);
      Told now = toldOf(rules, standing, windows, state.loadedAt(), timeline);
      tellChanged(learner, standing.told(), now, cause);
      standing.told(now);
    }
    for (GoalWindow window : windows) {
      if (!window.inferred() && !isOver(rules, standing, window)) {
        Long told = standing.unreleased().put(window.openedAt(), window.reachedAt());
        tell(learner, customer, window, told, cause);
      }
    }
  }

  private void tell(
      Learner learner, AccountKey customer, GoalWindow window, @Nullable Long told, Cause cause) {
    if (told == null) {
      tell(learner, WindowMessages.opened(customer, window), cause);
    }
    if (window.reached() && (told == null || told != window.reachedAt())) {
      tell(learner, WindowMessages.reached(customer, window), cause);
    }
  }

  /** Tells how many windows are otherwise than was told when their time was over. */
  private void tellChanged(Learner learner, Told before, Told now, Cause cause) {
    long changed =
        Math.max(
            Math.abs(now.windows() - before.windows()), Math.abs(now.reached() - before.reached()));
    if (changed == 0) {
      changed = Math.min(now.windows(), Math.abs(now.events() - before.events()));
    }
    if (changed > 0) {
      outbox.train(learner.goal(), new TrainingMessage.Changed(learner.course(), changed), cause);
    }
  }

  private static Told toldOf(
      GoalRules rules,
      GoalStanding standing,
      List<GoalWindow> windows,
      long loadedAt,
      CustomerTimeline timeline) {
    List<GoalWindow> over =
        windows.stream().filter(each -> !each.inferred() && isOver(rules, standing, each)).toList();
    long reached = over.stream().filter(GoalWindow::reached).count();
    Told before = standing.told();
    long events = eventsBy(rules, timeline.history(Long.MIN_VALUE), before.through());
    return new Told(before.round(), loadedAt, before.through(), over.size(), reached, events);
  }

  /** How many events there are by the end of the last window whose examples were due by then. */
  private static long eventsBy(GoalRules rules, History history, long dueBy) {
    if (dueBy == Long.MIN_VALUE) {
      return 0;
    }
    long end = dueBy - WindowMessages.shape(rules).graceMillis();
    return history.events().stream().filter(each -> each.at() < end).count();
  }

  /** Whether the learner has been told of a window all that it will be. */
  private static boolean isOver(GoalRules rules, GoalStanding standing, GoalWindow window) {
    return WindowMessages.dueAt(rules, window.openedAt()) <= standing.told().through();
  }

  private static List<GoalWindow> allWindows(
      GoalRules rules, GoalStanding standing, CustomerTimeline timeline) {
    GoalTrack track = standing.track();
    boolean isWhole = track.windows().size() == track.previousWindows() + 1;
    return isWhole || track.window() == null
        ? track.windows()
        : GoalFold.whole(rules, timeline.history(Long.MIN_VALUE), track).windows();
  }

  /** Hands out the examples of the windows whose time is over. */
  void release(
      AccountKey customer,
      GoalRules rules,
      GoalStanding standing,
      CustomerState state,
      CustomerTimeline timeline,
      Cause cause) {
    PublishedModel model = asking(goal(customer, rules), rules);
    if (model == null || nextRelease(rules, standing, loadedBy(state, cause)) > cause.millis()) {
      return;
    }
    Learner learner = new Learner(goal(customer, rules), model.course());
    FeatureSpace space = requireNonNull(model.asked());
    History history = timeline.history(Long.MIN_VALUE);
    List<TimedEvent> events = history.timed();
    for (GoalWindow window : GoalFold.whole(rules, history, standing.track()).windows()) {
      long openedAt = window.openedAt();
      if (!window.inferred()
          && standing.unreleased().containsKey(openedAt)
          && WindowMessages.dueAt(rules, openedAt) <= cause.millis()) {
        tell(learner, WindowMessages.closed(customer, rules, window, events, space), cause);
      }
    }
    // Also those that late facts made disappear: nothing will ever close them.
    for (long openedAt : List.copyOf(standing.unreleased().keySet())) {
      long dueAt = WindowMessages.dueAt(rules, openedAt);
      if (dueAt <= cause.millis()) {
        standing.released(openedAt, dueAt);
      }
    }
    standing.told(standing.told().withEvents(eventsBy(rules, history, standing.told().through())));
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
    PublishedModel model = asking(draft, rules);
    if (model == null || window.inferred()) {
      return;
    }
    Learner learner = new Learner(draft, model.course());
    tell(learner, customer, window, null, cause);
    if (WindowMessages.dueAt(rules, window.openedAt()) <= cause.millis()) {
      FeatureSpace space = requireNonNull(model.asked());
      tell(learner, WindowMessages.closed(customer, rules, window, events, space), cause);
    }
  }

  /**
   * When there is something to tell that cannot be told yet; {@code Long.MAX_VALUE} for never, and
   * while the learner chooses its signals: then the replay comes to every customer.
   */
  long nextTold(
      AccountKey customer, GoalRules rules, GoalStanding standing, CustomerState state, long now) {
    if (asking(goal(customer, rules), rules) == null) {
      return Long.MAX_VALUE;
    }
    long loaded = loading.endOf(state.loadedAt());
    return loaded > now && standing.track().window() != null
        ? loaded
        : Math.max(now + 1, nextRelease(rules, standing, loaded));
  }

  /**
   * When the next window's examples are to be handed out; {@code Long.MAX_VALUE} for never. They
   * wait until no history is being loaded: such facts arrive after the window they belong to is
   * over.
   */
  private static long nextRelease(GoalRules rules, GoalStanding standing, long loadedBy) {
    return standing.unreleased().isEmpty()
        ? Long.MAX_VALUE
        : Math.max(WindowMessages.dueAt(rules, standing.unreleased().firstKey()), loadedBy);
  }

  private long loadedBy(CustomerState state, Cause cause) {
    return cause.waits() ? loading.endOf(state.loadedAt()) : 0;
  }

  /** The model of a goal or draft whose learner has chosen its signals; null before it has. */
  private @Nullable PublishedModel asking(AccountKey goal, GoalRules rules) {
    PublishedModel model = book.modelOf(goal, rules.goal());
    return model == null || model.asked() == null ? null : model;
  }

  private static AccountKey goal(AccountKey customer, GoalRules rules) {
    return new AccountKey(customer.account(), rules.goal().name());
  }

  private void tell(Learner learner, WindowMessage message, Cause cause) {
    outbox.train(learner.goal(), new TrainingMessage.Window(learner.course(), message), cause);
  }
}
