package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.decision.Effects.Lesson;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.training.TrainingMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what follows when an anonymous id ends because its events become a customer's: it leaves
 * the windows that were announced, and trainers take back what they were told of windows that are
 * not over, because the customer will have the same ones.
 */
public record CustomerEnd(GoalRegistry registry) {
  /** What follows; the state itself is not changed. */
  public Effects decide(AccountKey anonymous, CustomerState state, UpdateTrigger cause) {
    List<GoalTransition> transitions = new ArrayList<>();
    List<Lesson> lessons = new ArrayList<>();
    state
        .goals()
        .forEach((goalName, enrolment) -> {
          Announced last = enrolment.announced();
          if (last != null && last.isOpen()) {
            long version = enrolment.track().version();
            transitions.add(
                GoalTransition.left(anonymous, goalName, version, last.openedAt(), cause.millis()));
          }
          lessons.addAll(withdrawn(anonymous, goalName, enrolment, cause.millis()));
        });
    return new Effects(
        transitions, state.announcedGoals(), List.of(), lessons, List.of(), Effects.NEVER);
  }

  /** Names of all goals of an account, for a customer whose own goals cannot be read. */
  public List<String> goals(String account) {
    return registry.all(account).stream().map(rules -> rules.goal().name()).toList();
  }

  private List<Lesson> withdrawn(
      AccountKey anonymous, String goalName, Enrolment enrolment, long now) {
    AccountKey goal = new AccountKey(anonymous.account(), goalName);
    GoalRules rules = registry.goal(goal);
    PublishedModel model = rules == null ? null : registry.modelOf(goal, rules.goal());
    if (rules == null
        || model == null
        || enrolment.track().version() != rules.goal().version()
        || enrolment.told().round() != model.course().round()) {
      return List.of();
    }
    List<Lesson> lessons = new ArrayList<>();
    enrolment
        .unreleased()
        .forEach((openedAt, reachedAt) ->
            lessons.add(
                new Lesson(
                    goal,
                    new TrainingMessage.Window(
                        model.course(),
                        ModelInput.withdrawn(anonymous, openedAt, reachedAt, now)))));
    return lessons;
  }
}
