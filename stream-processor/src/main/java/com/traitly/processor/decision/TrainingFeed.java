package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Told;
import com.traitly.processor.decision.Effects.Lesson;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.training.TrainingMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what trainers are told of windows: that they opened, that they were reached, and each
 * window's examples when its time is over. Enrolments record what was told.
 */
public record TrainingFeed(HistoryLoading loading) {
  /** One round of learning a goal or a draft, with the signals that it wants and its lessons. */
  private record Learner(AccountKey goal, Course course, FeatureSpace space, List<Lesson> lessons) {
    /** The newest round of learning; null until it has chosen its signals. */
    static @Nullable Learner of(AccountKey goal, @Nullable PublishedModel model) {
      FeatureSpace space = model == null ? null : model.asked();
      return model == null || space == null
          ? null
          : new Learner(goal, model.course(), space, new ArrayList<>());
    }

    void tell(WindowMessage message) {
      tell(new TrainingMessage.Window(course, message));
    }

    void tell(TrainingMessage message) {
      lessons.add(new Lesson(goal, message));
    }
  }

  /**
   * The lessons that follow: windows that are new to the trainer, those of them that were reached,
   * and the examples of windows whose time is over. Windows whose profile at entry is not known are
   * left out. There are no lessons while the customer's history is being loaded, because the next
   * fact may change a window; only a goal that is applied to all customers does not wait. A new
   * round is told all windows.
   */
  List<Lesson> lessons(Subject of) {
    AccountKey goal = new AccountKey(of.customer().key().account(), of.rules().goal().name());
    Learner learner = Learner.of(goal, of.model());
    if (learner == null) {
      return List.of();
    }
    boolean isLoading = of.cause().waits() && loading.endOf(of.loadedAt()) > of.now();
    if (!isLoading) {
      tellOpenedAndReached(learner, of);
      if (nextRelease(of) <= of.now()) {
        release(learner, of);
      }
    }
    return learner.lessons();
  }

  private static void tellOpenedAndReached(Learner learner, Subject of) {
    Enrolment enrolment = of.enrolment();
    List<GoalWindow> windows = enrolment.track().windows();
    if (enrolment.told().round() != learner.course().round()) {
      windows = allWindows(of);
      enrolment.unreleased().clear();
      enrolment.told(Told.nothing(learner.course().round(), of.loadedAt()));
    } else if (enrolment.told().loadedAt() < of.loadedAt()) {
      windows = allWindows(of);
      Told now = toldOf(of, windows);
      tellChanged(learner, enrolment.told(), now);
      enrolment.told(now);
    }
    for (GoalWindow window : windows) {
      if (!window.inferred() && !isOver(of.rules(), enrolment, window)) {
        Long told = enrolment.unreleased().put(window.openedAt(), window.reachedAt());
        tell(learner, of.customer().key(), window, told);
      }
    }
  }

  private static void tell(
      Learner learner, AccountKey customer, GoalWindow window, @Nullable Long told) {
    if (told == null) {
      learner.tell(ModelInput.opened(customer, window));
    }
    if (window.reached() && (told == null || told != window.reachedAt())) {
      learner.tell(ModelInput.reached(customer, window));
    }
  }

  /** Tells how many windows differ from what was told when their time was over. */
  private static void tellChanged(Learner learner, Told before, Told now) {
    long changed =
        Math.max(
            Math.abs(now.windows() - before.windows()), Math.abs(now.reached() - before.reached()));
    if (changed == 0) {
      changed = Math.min(now.windows(), Math.abs(now.events() - before.events()));
    }
    if (changed > 0) {
      learner.tell(new TrainingMessage.Changed(learner.course(), changed));
    }
  }

  private static Told toldOf(Subject of, List<GoalWindow> windows) {
    List<GoalWindow> over =
        windows.stream()
            .filter(each -> !each.inferred() && isOver(of.rules(), of.enrolment(), each))
            .toList();
    long reached = over.stream().filter(GoalWindow::reached).count();
    Told before = of.enrolment().told();
    long events = eventsBy(of.rules(), of.customer().history(), before.through());
    return new Told(before.round(), of.loadedAt(), before.through(), over.size(), reached, events);
  }

  /** How many events happened before the end of a window whose examples were due at an instant. */
  private static long eventsBy(GoalRules rules, CustomerHistory history, long dueBy) {
    if (dueBy == Long.MIN_VALUE) {
      return 0;
    }
    long end = dueBy - ModelInput.shape(rules).graceMillis();
    return history.events().stream().filter(each -> each.at() < end).count();
  }

  /** Whether the trainer has been told everything about a window. */
  private static boolean isOver(GoalRules rules, Enrolment enrolment, GoalWindow window) {
    return ModelInput.dueAt(rules, window.openedAt()) <= enrolment.told().through();
  }

  private static List<GoalWindow> allWindows(Subject of) {
    EnrolmentWindows track = of.track();
    boolean isWhole = track.windows().size() == track.previousWindows() + 1;
    return isWhole || track.window() == null
        ? track.windows()
        : GoalFold.whole(of.rules(), of.customer().history(), track).windows();
  }

  /** Hands out the examples of the windows whose time is over. */
  private static void release(Learner learner, Subject of) {
    GoalRules rules = of.rules();
    Enrolment enrolment = of.enrolment();
    CustomerHistory history = of.customer().history();
    List<TimedEvent> events = ModelInput.events(history);
    for (GoalWindow window : GoalFold.whole(rules, history, enrolment.track()).windows()) {
      long openedAt = window.openedAt();
      if (!window.inferred()
          && enrolment.unreleased().containsKey(openedAt)
          && ModelInput.dueAt(rules, openedAt) <= of.now()) {
        learner.tell(
            ModelInput.closed(of.customer().key(), rules, window, events, learner.space()));
      }
    }
    // Also releases the windows that late facts removed: nothing else will ever close them.
    for (long openedAt : List.copyOf(enrolment.unreleased().keySet())) {
      long dueAt = ModelInput.dueAt(rules, openedAt);
      if (dueAt <= of.now()) {
        enrolment.released(openedAt, dueAt);
      }
    }
    Told told = enrolment.told();
    enrolment.told(told.withEvents(eventsBy(rules, history, told.through())));
  }

  /**
   * Tells a draft's trainer everything that is known by now of the windows that a customer would
   * have had.
   *
   * @param model the draft's newest model; null until there is one
   */
  public static List<Lesson> draftLessons(
      LoadedCustomer customer,
      AccountKey draft,
      GoalRules rules,
      @Nullable PublishedModel model,
      List<GoalWindow> windows,
      long now) {
    Learner learner = Learner.of(draft, model);
    if (learner == null) {
      return List.of();
    }
    AccountKey key = customer.key();
    List<TimedEvent> events = ModelInput.events(customer.history());
    for (GoalWindow window : windows) {
      if (!window.inferred()) {
        tell(learner, key, window, null);
        if (ModelInput.dueAt(rules, window.openedAt()) <= now) {
          learner.tell(ModelInput.closed(key, rules, window, events, learner.space()));
        }
      }
    }
    return learner.lessons();
  }

  /**
   * When the next lesson can be told. {@link Effects#NEVER} when there is none, and while the
   * trainer chooses its signals: after that, the replay visits every customer.
   */
  long nextTold(Subject of) {
    PublishedModel model = of.model();
    if (model == null || model.asked() == null) {
      return Effects.NEVER;
    }
    long loaded = loading.endOf(of.loadedAt());
    return loaded > of.now() && of.track().window() != null
        ? loaded
        : Math.max(Math.max(of.now() + 1, loaded), nextRelease(of));
  }

  /** When the next window's examples are due; {@link Effects#NEVER} when no window waits. */
  private static long nextRelease(Subject of) {
    return of.enrolment().unreleased().isEmpty()
        ? Effects.NEVER
        : ModelInput.dueAt(of.rules(), of.enrolment().unreleased().firstKey());
  }
}
