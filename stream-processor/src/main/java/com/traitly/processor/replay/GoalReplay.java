package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.decision.CustomerUpdate;
import com.traitly.processor.decision.Effects.Lesson;
import com.traitly.processor.decision.HistoryLoading;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.DraftKey;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.replay.GoalRemoval.Turn;
import com.traitly.processor.replay.ReplayProgress.Phase;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.CustomerUpdater;
import com.traitly.processor.task.OutputRecords;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.task.TimeBudget;
import com.traitly.processor.training.TrainingMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Applies new and changed goals, and drafts, to the stored customers, one time budget at a time
 * beside live traffic. First it counts the events by name. Once the trainer has chosen its signals,
 * it computes each customer's windows from the history. Once these are learnt, it announces the
 * open windows. Used on the stream thread only.
 */
public final class GoalReplay {
  private final KeyValueStore<AccountKey, ReplayProgress> progress;
  private final VocabularyCount vocabulary = new VocabularyCount();
  private final CustomerStores customers;
  private final GoalRemoval removal;
  private final OutputRecords outputs;
  private final CustomerUpdater updater;
  private final ReplayReadiness readiness;
  private final Backtest backtest;
  private final ProcessorParts parts;
  private final int partition;
  private long nothingToDoSince = -1;

  public GoalReplay(
      ProcessorContext<AccountKey, Object> context,
      CustomerStores customers,
      OutputRecords outputs,
      CustomerUpdater updater,
      HistoryLoading loading,
      ProcessorParts parts) {
    progress = context.getStateStore(ReplayProgress.STORE.name());
    partition = context.taskId().partition();
    this.customers = customers;
    removal = new GoalRemoval(progress, customers, updater, parts.registry());
    this.outputs = outputs;
    this.updater = updater;
    readiness = new ReplayReadiness(parts.applied(), partition, loading);
    backtest = new Backtest(outputs, parts.registry());
    this.parts = parts;
  }

  /** Does some work on the first goal that is not done. */
  public void advance(TimeBudget time, long millis) {
    long changes = parts.registry().changes();
    if (changes == nothingToDoSince) {
      return;
    }
    Turn cleared = removal.advance(time, millis);
    if (cleared == Turn.WORKED) {
      return;
    }
    // A first round, for which somebody waits, comes before goals that are only learnt anew.
    Turn first = advance(time, millis, course -> course.round() == 0);
    Turn then = first == Turn.WORKED ? first : advance(time, millis, course -> course.round() > 0);
    boolean idle = first == Turn.IDLE && then == Turn.IDLE && cleared == Turn.IDLE;
    nothingToDoSince = idle ? changes : nothingToDoSince;
  }

  private Turn advance(TimeBudget time, long millis, Predicate<Course> isMeant) {
    Turn nothing = Turn.IDLE;
    for (Map.Entry<AccountKey, GoalRules> each : parts.registry().applied().entrySet()) {
      AccountKey goal = each.getKey();
      ReplayProgress stored = progress.get(goal);
      ReplayProgress before = begun(stored, goal, each.getValue());
      if (isMeant.test(before.course())) {
        ReplayProgress after = step(goal, each.getValue(), before, time, millis);
        if (!after.equals(stored)) {
          progress.put(goal, after);
          return Turn.WORKED;
        }
        nothing = readiness.isWaitingForTime(goal, after) ? Turn.WAITING : nothing;
      }
    }
    return nothing;
  }

  /**
   * The progress to continue; another version or a later round of learning starts anew. Progress of
   * a round that is not in the table yet is kept: a new owner's table of models may lag behind.
   */
  private ReplayProgress begun(@Nullable ReplayProgress stored, AccountKey goal, GoalRules rules) {
    PublishedModel model = parts.registry().modelOf(goal, rules.goal());
    Course newest = model == null ? Course.first(rules.goal().version()) : model.course();
    return stored != null
            && stored.course().goalVersion() == newest.goalVersion()
            && stored.course().round() >= newest.round()
        ? stored
        : ReplayProgress.start(newest);
  }

  private ReplayProgress step(
      AccountKey goal, GoalRules rules, ReplayProgress before, TimeBudget time, long millis) {
    long version = before.course().goalVersion();
    UpdateTrigger cause = UpdateTrigger.goal(goal.id(), version, millis);
    PublishedModel model = parts.registry().modelOf(goal, rules.goal());
    boolean isAsked = model != null && model.isAsking(before.course());
    boolean isLearnt = model != null && model.hasLearnt(before.course());
    return switch (before.phase()) {
      case COUNTING ->
          readiness.isCaughtUp(goal, version, time) ? count(goal, before, time, cause) : before;
      case WAITING ->
          isAsked && readiness.isQuiet(goal, millis) ? before.enter(Phase.REPLAYING) : before;
      // Without its model a goal is not followed: a new owner's table may lag behind.
      case REPLAYING -> isAsked ? replay(goal, rules, before, time, cause) : before;
      case LEARNING -> isLearnt ? before.enter(Phase.ANNOUNCING) : before;
      case ANNOUNCING -> isLearnt ? announce(goal, rules, before, time, cause) : before;
      case DONE -> before;
      // A goal that came back has another version.
      case CLEARING -> ReplayProgress.start(Course.first(version));
    };
  }

  private ReplayProgress count(
      AccountKey goal, ReplayProgress before, TimeBudget time, UpdateTrigger cause) {
    boolean resumes = !before.doneUpTo().isEmpty() && vocabulary.isUnderWay(goal);
    if (!resumes) {
      vocabulary.begin(goal);
    }
    ReplayProgress from = resumes ? before : ReplayProgress.start(before.course());
    CustomerStores.Stop stop =
        customers.walk(goal, from.doneUpTo(), time, each -> vocabulary.add(goal, each.state()));
    ReplayProgress after = from.counted(stop);
    if (!stop.atEnd()) {
      return after;
    }
    readiness.counted(goal);
    teach(
        goal,
        new TrainingMessage.Vocabulary(before.course(), partition, vocabulary.end(goal)),
        cause);
    return after.enter(Phase.WAITING);
  }

  private ReplayProgress replay(
      AccountKey goal,
      GoalRules rules,
      ReplayProgress before,
      TimeBudget time,
      UpdateTrigger cause) {
    boolean isDraft = DraftKey.is(goal);
    Consumer<LoadedCustomer> apply =
        isDraft
            ? customer -> backtest.tell(customer, goal, rules, cause)
            : customer -> updater.reconcile(customer, cause);
    CustomerStores.Stop stop =
        customers.walk(goal, before.doneUpTo(), time, each -> updater.attempt(each, apply));
    ReplayProgress after = before.applied(stop, backtest.take());
    if (!stop.atEnd()) {
      return after;
    }
    teach(goal, new TrainingMessage.Replayed(before.course(), partition), cause);
    return after.enter(isDraft ? Phase.DONE : Phase.LEARNING);
  }

  private ReplayProgress announce(
      AccountKey goal,
      GoalRules rules,
      ReplayProgress before,
      TimeBudget time,
      UpdateTrigger cause) {
    boolean again = before.course().round() > 0;
    Consumer<LoadedCustomer> announce =
        customer -> {
          if (CustomerUpdate.isToAnnounce(customer.state(), rules, again, cause.millis())) {
            updater.attempt(customer, each -> updater.update(each, cause));
          }
        };
    CustomerStores.Stop stop = customers.walk(goal, before.doneUpTo(), time, announce);
    return stop.atEnd() ? before.enter(Phase.DONE) : before.announced(stop);
  }

  private void teach(AccountKey goal, TrainingMessage message, UpdateTrigger cause) {
    outputs.teach(List.of(new Lesson(goal, message)), cause);
  }
}
