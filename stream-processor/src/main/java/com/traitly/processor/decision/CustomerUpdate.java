package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.Recommendation;
import com.traitly.prediction.GoalModel;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.customer.Enrolment.Former;
import com.traitly.processor.decision.Effects.Announcement;
import com.traitly.processor.decision.Effects.Lesson;
import com.traitly.processor.decision.Effects.ReportChange;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what follows from a change of a customer: what is announced, what trainers are told, how
 * reports change and when to look again. It writes nothing and knows no clock. Single-threaded.
 */
public final class CustomerUpdate {
  private final GoalRegistry registry;
  private final TrainingFeed feed;

  /** The effects found so far. */
  private record Found(
      List<GoalTransition> transitions,
      List<String> withdrawals,
      List<Announcement> announcements,
      List<Lesson> lessons,
      List<ReportChange> reports) {
    Found() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }
  }

  public CustomerUpdate(GoalRegistry registry, HistoryLoading loading) {
    this.registry = registry;
    feed = new TrainingFeed(loading);
  }

  /**
   * Decides what follows now. The customer's state records it, so that it follows only once.
   *
   * @param cause gives the instant, and whether to wait for history that is being loaded
   */
  public Effects decide(LoadedCustomer customer, UpdateTrigger cause) {
    return decide(customer, cause, new Found());
  }

  /** Decides what follows when a goal that the customer may be in is deleted. */
  public Effects leave(LoadedCustomer customer, String goalName, UpdateTrigger cause) {
    Found found = new Found();
    Enrolment enrolment = customer.state().goals().remove(goalName);
    if (enrolment != null) {
      Announced last = enrolment.announced();
      if (last != null) {
        found.withdrawals().add(goalName);
      }
      if (last != null && last.isOpen()) {
        long version = enrolment.track().version();
        found
            .transitions()
            .add(
                GoalTransition.left(
                    customer.key(), goalName, version, last.openedAt(), cause.millis()));
      }
    }
    return decide(customer, cause, found);
  }

  /**
   * The goals that have a model, and those that the customer is already in: a new owner's table of
   * models may lag behind, and no fact may be missed meanwhile.
   */
  public List<GoalRules> followed(String account, CustomerState state) {
    return registry.all(account).stream()
        .filter(rules -> model(account, rules) != null || state.enrolment(rules) != null)
        .toList();
  }

  /**
   * Whether the customer's window in a goal is open and not announced.
   *
   * @param again whether a window that was announced counts too
   */
  public static boolean isToAnnounce(
      CustomerState state, GoalRules rules, boolean again, long now) {
    Enrolment enrolment = state.goals().get(rules.goal().name());
    GoalWindow window = enrolment == null ? null : enrolment.track().window();
    return enrolment != null
        && window != null
        && GoalStatus.of(rules, window, now) == GoalStatus.ACTIVE
        && (again || enrolment.announced(window) == null);
  }

  private Effects decide(LoadedCustomer customer, UpdateTrigger cause, Found found) {
    long nextLook = Effects.NEVER;
    for (GoalRules rules : followed(customer.key().account(), customer.state())) {
      Enrolment enrolment = customer.state().enrolment(rules);
      // An enrolment in another version waits for the replay.
      if (enrolment != null) {
        PublishedModel model = model(customer.key().account(), rules);
        Subject subject = new Subject(customer, rules, enrolment, model, cause);
        replaced(subject, found);
        found.lessons().addAll(feed.lessons(subject));
        ReportChange change = ReportRule.decide(subject, announce(subject, found));
        if (change != null) {
          found.reports().add(change);
        }
        nextLook = Math.min(nextLook, nextLook(subject));
      }
    }
    return new Effects(
        found.transitions(),
        found.withdrawals(),
        found.announcements(),
        found.lessons(),
        found.reports(),
        nextLook);
  }

  /**
   * When an enrolment replaces one in a former version, the customer leaves the open window of the
   * former version, and enters the same window in the new one if that has it.
   */
  private static void replaced(Subject of, Found found) {
    Former former = of.enrolment().takeFormer();
    if (former != null) {
      long openedAt = former.openedAt();
      String goalName = of.rules().goal().name();
      found
          .transitions()
          .add(
              GoalTransition.left(
                  of.customer().key(), goalName, former.version(), openedAt, of.now()));
      GoalWindow window = of.track().window();
      if (window != null && window.openedAt() == openedAt) {
        found.transitions().add(of.transition(GoalTransition.Kind.ENTERED, window));
      } else {
        found.withdrawals().add(goalName);
      }
    }
  }

  private @Nullable PublishedModel model(String account, GoalRules rules) {
    return registry.modelOf(new AccountKey(account, rules.goal().name()), rules.goal());
  }

  /** Announces the newest window and the last announced one; returns the last recommendation. */
  private static @Nullable Recommendation announce(Subject of, Found found) {
    PublishedModel model = of.model();
    if (model == null || !model.settled()) {
      return null;
    }
    Recommendation newest = null;
    Announced before = of.enrolment().announced();
    for (GoalWindow window : of.track().windows()) {
      // The event that reached the previous window may also have opened the newest.
      if (window == of.track().window()
          || (before != null && before.openedAt() == window.openedAt())) {
        Recommendation announced = announce(of, window, model.model(), found);
        newest = announced == null ? newest : announced;
      }
    }
    return newest;
  }

  private static @Nullable Recommendation announce(
      Subject of, GoalWindow window, GoalModel model, Found found) {
    GoalRules rules = of.rules();
    CustomerState state = of.customer().state();
    GoalStatus status = of.status(window);
    Announced before = of.enrolment().announced(window);
    if (status != GoalStatus.ACTIVE && before == null) {
      return null;
    }
    RecommendationOutline outline =
        Recommender.recommend(
            rules,
            model,
            state,
            window,
            ModelInput.snapshot(model.space(), state, window, of.now()));
    Set<AnnouncementObject> objects =
        AnnouncementRule.decide(before, status, outline, rules.goal().minDelta());
    if (objects.isEmpty()) {
      return null;
    }
    Recommendation recommendation =
        outline.written(of.customer().key().id(), of.customer().profile());
    for (AnnouncementObject object : objects) {
      found
          .announcements()
          .add(new Announcement(object, recommendation, window.openedAt(), state.nextSequence()));
    }
    GoalTransition.Kind kind = transition(before != null, status, objects);
    if (kind != null) {
      found.transitions().add(of.transition(kind, window));
    }
    of.enrolment()
        .announced(AnnouncementRule.remember(before, window.openedAt(), outline, objects));
    return recommendation;
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

  private long nextLook(Subject of) {
    GoalRules rules = of.rules();
    long now = of.now();
    long next = feed.nextTold(of);
    GoalWindow window = of.track().window();
    if (window != null && of.status(window) == GoalStatus.ACTIVE) {
      long step = ModelInput.shape(rules).stepMillis();
      long steps = Math.floorDiv(now - window.openedAt(), step) + 1;
      long tick = window.openedAt() + Math.max(steps, 0) * step;
      next = Math.min(next, Math.min(tick, rules.end(window.openedAt())));
    }
    return next;
  }
}
