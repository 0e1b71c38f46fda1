package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Told;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.registry.DraftKey;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.task.OutputRecords;
import com.traitly.processor.task.UpdateTrigger;
import com.traitly.processor.training.Course;
import com.traitly.processor.training.TrainingMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells learners what became of windows; each window's examples when its time is over. */
public final class TrainingFeed {
  private final OutputRecords outbox;
  private final GoalRegistry book;
  private final HistoryLoading loading;

  /** Who is told: a run of learning, of a goal or of a draft, and the signals it wants. */
  private record Learner(AccountKey goal, Course course, FeatureSpace space) {}

  /** Of whom a learner is told, and why now. */
  private record Subject(
      AccountKey customer, GoalRules rules, Enrolment standing, UpdateTrigger cause) {}

  public TrainingFeed(OutputRecords outbox, GoalRegistry book, HistoryLoading loading) {
    this.outbox = outbox;
    this.book = book;
    this.loading = loading;
  }

  /**
   * Tells windows that are new to the learner, those of them that were reached, and the examples of
   * those whose time is over; not those of which the profile at entry is not known. While the
   * customer's history is being loaded nothing is told, unless all customers are: what is true of a
   * window may change with the next fact. A new run of learning is told all windows.
   */
  void tell(
      AccountKey customer,
      GoalRules rules,
      Enrolment standing,
      CustomerState state,
      CustomerTimeline timeline,
      UpdateTrigger cause) {
    Learner learner = learner(goal(customer, rules), rules);
    boolean isLoading = cause.waits() && loading.endOf(state.loadedAt()) > cause.millis();
    if (learner != null && !isLoading) {
      Subject subject = new Subject(customer, rules, standing, cause);
      tellOpenedAndReached(learner, subject, state.loadedAt(), timeline);
      if (nextRelease(rules, standing) <= cause.millis()) {
        release(learner, subject, timeline);
      }
    }
  }

  private void tellOpenedAndReached(
      Learner learner, Subject of, long loadedAt, CustomerTimeline timeline) {
    GoalRules rules = of.rules();
    Enrolment standing = of.standing();
    List<GoalWindow> windows = standing.track().windows();
    if (standing.told().round() != learner.course().round()) {
      windows = allWindows(rules, standing, timeline);
      standing.unreleased().clear();
      standing.told(Told.nothing(learner.course().round(), loadedAt));
    } else if (standing.told().loadedAt() < loadedAt) {
      windows = allWindows(rules, standing, timeline);
      Told now = toldOf(rules, standing, windows, loadedAt, timeline);
      tellChanged(learner, standing.told(), now, of.cause());
      standing.told(now);
    }
    for (GoalWindow window : windows) {
      if (!window.inferred() && !isOver(rules, standing, window)) {
        Long told = standing.unreleased().put(window.openedAt(), window.reachedAt());
        tell(learner, of.customer(), window, told, of.cause());
      }
    }
  }

  private void tell(
      Learner learner,
      AccountKey customer,
      GoalWindow window,
      @Nullable Long told,
      UpdateTrigger cause) {
    if (told == null) {
      tell(learner, WindowMessages.opened(customer, window), cause);
    }
    if (window.reached() && (told == null || told != window.reachedAt())) {
      tell(learner, WindowMessages.reached(customer, window), cause);
    }
  }

  /** Tells how many windows are otherwise than was told when their time was over. */
  private void tellChanged(Learner learner, Told before, Told now, UpdateTrigger cause) {
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
      Enrolment standing,
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
  private static long eventsBy(GoalRules rules, CustomerHistory history, long dueBy) {
    if (dueBy == Long.MIN_VALUE) {
      return 0;
    }
    long end = dueBy - WindowMessages.shape(rules).graceMillis();
    return history.events().stream().filter(each -> each.at() < end).count();
  }

  /** Whether the learner has been told of a window all that it will be. */
  private static boolean isOver(GoalRules rules, Enrolment standing, GoalWindow window) {
    return WindowMessages.dueAt(rules, window.openedAt()) <= standing.told().through();
  }

  private static List<GoalWindow> allWindows(
      GoalRules rules, Enrolment standing, CustomerTimeline timeline) {
    EnrolmentWindows track = standing.track();
    boolean isWhole = track.windows().size() == track.previousWindows() + 1;
    return isWhole || track.window() == null
        ? track.windows()
        : GoalFold.whole(rules, timeline.history(Long.MIN_VALUE), track).windows();
  }

  /** Hands out the examples of the windows whose time is over. */
  private void release(Learner learner, Subject of, CustomerTimeline timeline) {
    GoalRules rules = of.rules();
    Enrolment standing = of.standing();
    long now = of.cause().millis();
    CustomerHistory history = timeline.history(Long.MIN_VALUE);
    List<TimedEvent> events = ModelInput.events(history);
    for (GoalWindow window : GoalFold.whole(rules, history, standing.track()).windows()) {
      long openedAt = window.openedAt();
      if (!window.inferred()
          && standing.unreleased().containsKey(openedAt)
          && WindowMessages.dueAt(rules, openedAt) <= now) {
        close(learner, of.customer(), rules, window, events, of.cause());
      }
    }
    // Also those that late facts made disappear: nothing will ever close them.
    for (long openedAt : List.copyOf(standing.unreleased().keySet())) {
      long dueAt = WindowMessages.dueAt(rules, openedAt);
      if (dueAt <= now) {
        standing.released(openedAt, dueAt);
      }
    }
    standing.told(standing.told().withEvents(eventsBy(rules, history, standing.told().through())));
  }

  private void close(
      Learner learner,
      AccountKey customer,
      GoalRules rules,
      GoalWindow window,
      List<TimedEvent> events,
      UpdateTrigger cause) {
    tell(learner, WindowMessages.closed(customer, rules, window, events, learner.space()), cause);
  }

  /**
   * Tells the learner of a draft all there is to tell of a window by now.
   *
   * @param events of the customer, in time order
   */
  public void tellDraft(
      AccountKey customer,
      GoalRules rules,
      GoalWindow window,
      List<TimedEvent> events,
      UpdateTrigger cause) {
    Learner learner = learner(DraftKey.of(goal(customer, rules)), rules);
    if (learner == null || window.inferred()) {
      return;
    }
    tell(learner, customer, window, null, cause);
    if (WindowMessages.dueAt(rules, window.openedAt()) <= cause.millis()) {
      close(learner, customer, rules, window, events, cause);
    }
  }

  /**
   * When there is something to tell that cannot be told yet; {@code Long.MAX_VALUE} for never, and
   * while the learner chooses its signals: then the replay comes to every customer.
   */
  long nextTold(
      AccountKey customer, GoalRules rules, Enrolment standing, CustomerState state, long now) {
    if (learner(goal(customer, rules), rules) == null) {
      return Long.MAX_VALUE;
    }
    long loaded = loading.endOf(state.loadedAt());
    return loaded > now && standing.track().window() != null
        ? loaded
        : Math.max(Math.max(now + 1, loaded), nextRelease(rules, standing));
  }

  /** When the next window's examples are to be handed out; {@code Long.MAX_VALUE} for never. */
  private static long nextRelease(GoalRules rules, Enrolment standing) {
    return standing.unreleased().isEmpty()
        ? Long.MAX_VALUE
        : WindowMessages.dueAt(rules, standing.unreleased().firstKey());
  }

  /** The newest run of learning of a goal or draft; null until it has chosen its signals. */
  private @Nullable Learner learner(AccountKey goal, GoalRules rules) {
    PublishedModel model = book.modelOf(goal, rules.goal());
    FeatureSpace space = model == null ? null : model.asked();
    return model == null || space == null ? null : new Learner(goal, model.course(), space);
  }

  private static AccountKey goal(AccountKey customer, GoalRules rules) {
    return new AccountKey(customer.account(), rules.goal().name());
  }

  private void tell(Learner learner, WindowMessage message, UpdateTrigger cause) {
    outbox.train(learner.goal(), new TrainingMessage.Window(learner.course(), message), cause);
  }
}
