package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.registry.DraftKey;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.replay.ReplayProgress.Phase;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.CustomerUpdater;
import com.traitly.processor.task.TimeBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes customers out of deleted goals, including customers who never do anything again. Used on
 * the stream thread only.
 */
final class GoalRemoval {
  /** How long a goal is missing before it counts as deleted: a new owner's table may lag behind. */
  private static final long PATIENCE_MILLIS = Duration.ofSeconds(5).toMillis();

  private final KeyValueStore<AccountKey, ReplayProgress> progress;
  private final CustomerStores customers;
  private final CustomerUpdater updater;
  private final GoalRegistry registry;
  private final Map<AccountKey, Long> missingSince = new HashMap<>();

  /** Result of a turn. */
  enum Turn {
    /** There was nothing to do. */
    IDLE,
    /** There will be something to do when some time has passed. */
    WAITING,
    WORKED
  }

  GoalRemoval(
      KeyValueStore<AccountKey, ReplayProgress> progress,
      CustomerStores customers,
      CustomerUpdater updater,
      GoalRegistry registry) {
    this.progress = progress;
    this.customers = customers;
    this.updater = updater;
    this.registry = registry;
  }

  /** Does some work on the first goal that was deleted. */
  Turn advance(TimeBudget time, long millis) {
    List<KeyValue<AccountKey, ReplayProgress>> missing = missing();
    for (KeyValue<AccountKey, ReplayProgress> each : missing) {
      if (millis - missingSince.computeIfAbsent(each.key, goal -> millis) >= PATIENCE_MILLIS) {
        clear(each.key, each.value, time, millis);
        return Turn.WORKED;
      }
    }
    return missing.isEmpty() ? Turn.IDLE : Turn.WAITING;
  }

  private List<KeyValue<AccountKey, ReplayProgress>> missing() {
    List<KeyValue<AccountKey, ReplayProgress>> missing = new ArrayList<>();
    try (KeyValueIterator<AccountKey, ReplayProgress> all = progress.all()) {
      while (all.hasNext()) {
        KeyValue<AccountKey, ReplayProgress> each = all.next();
        if (registry.goal(each.key) == null) {
          missing.add(each);
        } else {
          missingSince.remove(each.key);
        }
      }
    }
    return missing;
  }

  private void clear(AccountKey goal, ReplayProgress at, TimeBudget time, long millis) {
    if (DraftKey.is(goal)) {
      forget(goal); // no customer is in a draft
      return;
    }
    ReplayProgress before = at.phase() == Phase.CLEARING ? at : at.enter(Phase.CLEARING);
    UpdateTrigger cause = UpdateTrigger.goal(goal.id(), at.course().goalVersion(), millis);
    CustomerStores.Stop stop =
        customers.walk(goal, before.doneUpTo(), time, each -> takeOut(each, goal.id(), cause));
    if (stop.atEnd()) {
      forget(goal);
    } else {
      progress.put(goal, before.applied(stop, Backtest.Tally.NONE));
    }
  }

  private void forget(AccountKey goal) {
    progress.delete(goal);
    missingSince.remove(goal);
  }

  private void takeOut(LoadedCustomer customer, String goalName, UpdateTrigger cause) {
    if (customer.state().goals().containsKey(goalName)) {
      updater.attempt(customer, each -> updater.leave(each, goalName, cause));
    }
  }
}
