package com.traitly.processor.lookup;

import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.GoalStep;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.processor.goals.GoalRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The events that can move a goal: its steps, its signals, its target events and its entry. Pure.
 */
final class RelevantEvents {
  private static final int SHOWN = 50;

  private RelevantEvents() {}

  /** Their names, those of the steps first. */
  static Set<String> of(GoalRules rules, FeatureSpace space) {
    Goal goal = rules.goal();
    Set<String> names = new LinkedHashSet<>();
    goal.steps().stream().map(GoalStep::eventName).forEach(names::add);
    if (goal.signals() instanceof Goal.Signals.Named named) {
      names.addAll(named.eventNames());
    }
    names.addAll(space.signals());
    names.addAll(rules.targetEvents());
    if (goal.entry().trigger() instanceof Goal.Trigger.EventHappened entry) {
      names.add(entry.eventName());
    }
    return names;
  }

  /** The names as part of a sentence. */
  static String inWords(Set<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    List<String> shown = new ArrayList<>(names).subList(0, Math.min(SHOWN, names.size()));
    String more = names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "";
    return "'" + String.join("', '", shown) + "'" + more;
  }
}
