package com.traitly.processor.registry;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.processor.goals.GoalRules;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The goals and drafts of the global tables and the newest model of each, parsed once. Drafts are
 * found by their {@link DraftKey}. Thread-safe.
 */
public final class GoalRegistry {
  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<AccountKey, GoalRules> drafts = new ConcurrentHashMap<>();
  private final Map<AccountKey, PublishedModel> models = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile Runnable watcher = () -> {};
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition goalChanged = lock.newCondition();

  /** An account's goals, by name and in the order of their names. Immutable. */
  private record Account(SortedMap<String, GoalRules> byName, List<GoalRules> all) {
    static final Account NONE = new Account(new TreeMap<>(), List.of());

    Account with(String name, @Nullable Goal goal) {
      SortedMap<String, GoalRules> goals = new TreeMap<>(byName);
      if (goal == null) {
        goals.remove(name);
      } else {
        goals.put(name, new GoalRules(goal));
      }
      return new Account(goals, List.copyOf(goals.values()));
    }
  }

  /** Puts a goal in place; null removes it. */
  public void goal(AccountKey key, @Nullable Goal goal) {
    accounts.compute(
        key.account(),
        (name, before) -> (before == null ? Account.NONE : before).with(key.id(), goal));
    changed();
  }

  /** Puts the draft of a name in place; null removes it. */
  public void draft(AccountKey name, @Nullable Goal goal) {
    if (goal == null) {
      drafts.remove(DraftKey.of(name));
    } else {
      drafts.put(DraftKey.of(name), new GoalRules(goal));
    }
    changed();
  }

  private void changed() {
    changes.incrementAndGet();
    lock.lock();
    try {
      goalChanged.signalAll();
    } finally {
      lock.unlock();
    }
    watcher.run();
  }

  /** Sets what to run after every change; call it only once, before the first change. */
  public void watch(Runnable afterChange) {
    watcher = afterChange;
  }

  /** Waits for a goal or draft of at least this version; null when it does not come in time. */
  public @Nullable GoalRules await(AccountKey key, long version, Duration atMost)
      throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      GoalRules rules = goal(key);
      while (nanos > 0 && (rules == null || rules.goal().version() < version)) {
        nanos = goalChanged.awaitNanos(nanos);
        rules = goal(key);
      }
      return rules == null || rules.goal().version() < version ? null : rules;
    } finally {
      lock.unlock();
    }
  }

  /** Puts a model in place; null removes it. */
  public void model(AccountKey key, @Nullable PublishedModel model) {
    if (model == null) {
      models.remove(key);
    } else {
      models.put(key, model);
    }
    changed();
  }

  /** A number that grows with every change: while it stays the same, so does the registry. */
  public long changes() {
    return changes.get();
  }

  /** All goals of all accounts. */
  public Map<AccountKey, GoalRules> goals() {
    Map<AccountKey, GoalRules> all = byKey();
    accounts.forEach((name, account) ->
        account.byName.forEach((goal, rules) -> all.put(new AccountKey(name, goal), rules)));
    return all;
  }

  /** All drafts of all accounts. */
  public Map<AccountKey, GoalRules> drafts() {
    Map<AccountKey, GoalRules> all = byKey();
    all.putAll(drafts);
    return all;
  }

  /** All goals and drafts that are applied to stored customers, goals first. */
  public Map<AccountKey, GoalRules> applied() {
    Map<AccountKey, GoalRules> all = new LinkedHashMap<>(goals());
    all.putAll(drafts());
    return all;
  }

  private static Map<AccountKey, GoalRules> byKey() {
    return new TreeMap<>(Comparator.comparing(AccountKey::toString));
  }

  /** The goals of an account, by name. */
  public List<GoalRules> all(String account) {
    return account(account).all;
  }

  /** One goal or draft; null when there is none. */
  public @Nullable GoalRules goal(AccountKey key) {
    return DraftKey.is(key) ? drafts.get(key) : account(key.account()).byName.get(key.id());
  }

  /** The newest model of this version of a goal or draft; null until there is one. */
  public @Nullable PublishedModel modelOf(AccountKey key, Goal goal) {
    PublishedModel model = models.get(key);
    return model == null || model.course().goalVersion() != goal.version() ? null : model;
  }

  /** The newest model of this version of a goal or draft; the prior until there is one. */
  public PublishedModel modelOrPrior(AccountKey key, Goal goal) {
    PublishedModel published = modelOf(key, goal);
    return published != null ? published : PublishedModel.prior(goal);
  }

  private Account account(String name) {
    return accounts.getOrDefault(name, Account.NONE);
  }
}
