package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.Recommendation;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.GoalStanding;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.members.Figures;
import com.traitly.processor.members.Member;
import com.traitly.processor.training.GoalBook;
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
final class GoalMembers {
  private final KeyValueStore<Bytes, byte[]> rows;
  private final GoalBook book;
  private final Map<Bytes, byte @Nullable []> unsaved = new LinkedHashMap<>();
  private final Map<AccountKey, Map<Long, Figures>> unsavedFigures = new LinkedHashMap<>();
  private final Map<String, List<NextAction>> announced = new HashMap<>();

  GoalMembers(KeyValueStore<Bytes, byte[]> rows, GoalBook book) {
    this.rows = rows;
    this.book = book;
  }

  /** Notes what is being announced of the customer that is saved next. */
  void announced(Recommendation recommendation) {
    announced.put(recommendation.goalName(), recommendation.actions());
  }

  /**
   * Counts and lists a customer as it now stands in a goal.
   *
   * @param whole the standing's track with all its windows
   * @param now UNIX milliseconds
   */
  void follow(
      AccountKey customer,
      GoalRules rules,
      GoalStanding standing,
      Supplier<GoalTrack> whole,
      long now) {
    AccountKey goal = new AccountKey(customer.account(), rules.goal().name());
    Member before = standing.member();
    Member after =
        Member.of(rules, standing.track(), before, whole, now)
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
  void erase(AccountKey customer, CustomerState state) {
    state
        .goals()
        .forEach((goalName, standing) -> {
          AccountKey goal = new AccountKey(customer.account(), goalName);
          Member before = standing.member();
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
  void eraseUnread(AccountKey customer) {
    for (GoalRules rules : book.all(customer.account())) {
      AccountKey goal = new AccountKey(customer.account(), rules.goal().name());
      Bytes first = MemberKeys.allPlaces(goal);
      List<Bytes> found = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> places = rows.range(first, Keys.end(first))) {
        while (places.hasNext()) {
          Bytes place = places.next().key;
          if (MemberKeys.placedCustomer(place).equals(customer.id())) {
            found.add(place);
          }
        }
      }
      found.forEach(rows::delete);
    }
  }

  /** Writes what was noted. */
  void save() {
    unsaved.forEach(rows::put);
    unsavedFigures.forEach(
        (goal, byVersion) -> byVersion.forEach((version, change) -> save(goal, version, change)));
    discard();
  }

  /** Forgets what was not saved. */
  void discard() {
    unsaved.clear();
    unsavedFigures.clear();
    announced.clear();
  }

  private void save(AccountKey goal, long version, Figures change) {
    change
        .counts()
        .forEach((figure, by) -> {
          Bytes key = MemberKeys.figure(goal, version, figure);
          byte[] stored = rows.get(key);
          long count = (stored == null ? 0 : Figures.read(stored)) + by;
          rows.put(key, count == 0 ? null : Figures.bytes(count));
        });
  }

  private void replace(
      AccountKey goal, String customerId, @Nullable Member before, @Nullable Member after) {
    if (before != null) {
      list(goal, customerId, before, false);
      count(goal, before.version(), Figures.NONE.minus(before.figures()));
    }
    if (after != null) {
      list(goal, customerId, after, true);
      count(goal, after.version(), after.figures());
    }
  }

  private void list(AccountKey goal, String customerId, Member member, boolean in) {
    Member.Listed listed = member.listed();
    if (listed != null) {
      unsaved.put(
          MemberKeys.place(goal, member.version(), listed.likelihood(), customerId),
          in ? listed.bytes() : null);
    }
  }

  /** Figures of a version that was replaced are swept, not brought up to date. */
  private void count(AccountKey goal, long version, Figures change) {
    GoalRules rules = book.goal(goal);
    if (rules == null || rules.goal().version() <= version) {
      unsavedFigures
          .computeIfAbsent(goal, key -> new HashMap<>())
          .merge(version, change, Figures::plus);
    }
  }

  private @Nullable String nextAction(String goalName, @Nullable Member before) {
    List<NextAction> actions = announced.get(goalName);
    if (actions != null) {
      return actions.isEmpty() ? null : actions.getFirst().eventName();
    }
    Member.Listed listed = before == null ? null : before.listed();
    return listed == null ? null : listed.nextAction();
  }
}
