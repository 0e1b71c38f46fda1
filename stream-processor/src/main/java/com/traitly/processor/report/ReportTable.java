package com.traitly.processor.report;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.Recommendation;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.customer.GoalFigures;
import com.traitly.processor.customer.ReportEntry;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.streams.list.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each goal's figures, and the list of its customers by likelihood, in step with the
 * customers of one task. Nothing is written before {@link #save}. Used on the stream thread only.
 */
public final class ReportTable {
  private final KeyValueStore<Bytes, byte[]> rows;
  private final GoalRegistry book;
  private final Map<Bytes, byte @Nullable []> unsaved = new LinkedHashMap<>();
  private final Map<AccountKey, Map<Long, GoalFigures>> unsavedFigures = new LinkedHashMap<>();
  private final Map<String, List<NextAction>> announced = new HashMap<>();

  public ReportTable(KeyValueStore<Bytes, byte[]> rows, GoalRegistry book) {
    this.rows = rows;
    this.book = book;
  }

  /** Notes what is being announced of the customer that is saved next. */
  public void announced(Recommendation recommendation) {
    announced.put(recommendation.goalName(), recommendation.actions());
  }

  /**
   * Counts and lists a customer as it now stands in a goal.
   *
   * @param whole the standing's track with all its windows
   * @param now UNIX milliseconds
   */
  public void follow(
      AccountKey customer,
      GoalRules rules,
      Enrolment standing,
      Supplier<EnrolmentWindows> whole,
      long now) {
    AccountKey goal = new AccountKey(customer.account(), rules.goal().name());
    ReportEntry before = standing.member();
    ReportEntry after =
        ReportEntry.of(rules, standing.track(), before, whole, now)
            .listed(
                rules,
                standing.track().window(),
                standing.announcedLikelihood(),
                nextAction(goal.id(), before));
    if (!after.equals(before)) {
      replace(goal, customer.id(), before, after);
    }
    standing.member(after);
  }

  /** Takes a customer out of all goals. */
  public void erase(AccountKey customer, CustomerState state) {
    state
        .goals()
        .forEach((goalName, standing) -> {
          AccountKey goal = new AccountKey(customer.account(), goalName);
          ReportEntry before = standing.member();
          if (before != null) {
            replace(goal, customer.id(), before, null);
          }
        });
    save();
  }

  /**
   * Takes a customer out of all lists without knowing where it stands; what it counts for is not
   * known either, and stays counted until the goal's next version.
   */
  public void eraseUnread(AccountKey customer) {
    for (GoalRules rules : book.all(customer.account())) {
      AccountKey goal = new AccountKey(customer.account(), rules.goal().name());
      Bytes first = ReportKeys.allPlaces(goal);
      List<Bytes> found = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> places = rows.range(first, Keys.end(first))) {
        while (places.hasNext()) {
          Bytes place = places.next().key;
          if (ReportKeys.placedCustomer(place).equals(customer.id())) {
            found.add(place);
          }
        }
      }
      found.forEach(rows::delete);
    }
  }

  /** Writes what was noted. */
  public void save() {
    unsaved.forEach(rows::put);
    unsavedFigures.forEach(
        (goal, byVersion) -> byVersion.forEach((version, change) -> save(goal, version, change)));
    discard();
  }

  /** Forgets what was not saved. */
  public void discard() {
    unsaved.clear();
    unsavedFigures.clear();
    announced.clear();
  }

  private void save(AccountKey goal, long version, GoalFigures change) {
    change
        .counts()
        .forEach((figure, by) -> {
          Bytes key = ReportKeys.figure(goal, version, figure);
          byte[] stored = rows.get(key);
          long count = (stored == null ? 0 : GoalFigures.read(stored)) + by;
          rows.put(key, count == 0 ? null : GoalFigures.bytes(count));
        });
  }

  private void replace(
      AccountKey goal,
      String customerId,
      @Nullable ReportEntry before,
      @Nullable ReportEntry after) {
    if (before != null) {
      list(goal, customerId, before, false);
      count(goal, before.version(), GoalFigures.NONE.minus(before.figures()));
    }
    if (after != null) {
      list(goal, customerId, after, true);
      count(goal, after.version(), after.figures());
    }
  }

  private void list(AccountKey goal, String customerId, ReportEntry member, boolean in) {
    ReportEntry.Listed listed = member.listed();
    if (listed != null) {
      unsaved.put(
          ReportKeys.place(goal, member.version(), listed.likelihood(), customerId),
          in ? listed.bytes() : null);
    }
  }

  /** Figures of a version that was replaced are swept, not brought up to date. */
  private void count(AccountKey goal, long version, GoalFigures change) {
    GoalRules rules = book.goal(goal);
    if (rules == null || rules.goal().version() <= version) {
      unsavedFigures
          .computeIfAbsent(goal, key -> new HashMap<>())
          .merge(version, change, GoalFigures::plus);
    }
  }

  private @Nullable String nextAction(String goalName, @Nullable ReportEntry before) {
    List<NextAction> actions = announced.get(goalName);
    if (actions != null) {
      return actions.isEmpty() ? null : actions.getFirst().eventName();
    }
    ReportEntry.Listed listed = before == null ? null : before.listed();
    return listed == null ? null : listed.nextAction();
  }
}
