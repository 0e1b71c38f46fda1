package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.Fields;
import com.traitly.processor.customer.GoalFigures;
import com.traitly.processor.customer.ReportEntry;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.DraftKey;
import com.traitly.processor.replay.ReplayProgress;
import com.traitly.processor.report.ReportKeys;
import com.traitly.processor.task.Stores;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.list.Scan;
import com.traitly.streams.node.LocalStores;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Answers how the customers of one partition fare in a goal; args {@code goal_name} and {@code
 * goal_version}. A version that the partition has not reached has no customers yet. Thread-safe.
 */
public record GoalQueries(LocalStores stores, Topics topics, InstantSource clock) {
  /** The figures of a goal. */
  public static final String REPORT = "goal-report";

  /**
   * A {@link Page} of the customers whose window is open, by likelihood; args {@link PageRequest}.
   */
  public static final String CUSTOMERS = "goal-customers";

  /**
   * How far a goal, or with {@code dry_run} a draft, is applied to the stored customers; for a
   * draft also the windows so far.
   */
  public static final String BACKFILL = "goal-backfill";

  /** The names of figures, by their numbers in {@link GoalFigures}. */
  private static final List<String> SHOWN =
      List.of("enrolled", "reached", "expired", "left", Fields.INFERRED);

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** The queries by name. */
  public static Map<String, StateQuery> of(LocalStores stores, Topics topics, InstantSource clock) {
    GoalQueries queries = new GoalQueries(stores, topics, clock);
    return Map.of(
        REPORT, queries::report, CUSTOMERS, queries::customers, BACKFILL, queries::backfill);
  }

  private JsonNode report(StateRequest request) {
    Bytes prefix = ReportKeys.figures(goal(request), version(request));
    ObjectNode json = Json.object();
    ArrayNode reachedAfter = Json.array();
    try (KeyValueIterator<Bytes, byte[]> rows =
        stores.read(Stores.GOAL_MEMBERS, request.partition()).range(prefix, Keys.end(prefix))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        Bytes rest = Keys.suffix(row.key, prefix.get().length);
        int figure = Math.toIntExact(new Keys.Reader(rest.get()).number());
        long count = GoalFigures.read(row.value);
        if (figure < SHOWN.size()) {
          json.put(SHOWN.get(figure), count);
        } else if (figure >= GoalFigures.AFTER) {
          reachedAfter.addArray().add(figure - GoalFigures.AFTER).add(count);
        }
      }
    }
    return json.set("reached_after", reachedAfter);
  }

  private JsonNode backfill(StateRequest request) {
    ReplayProgress at = stores.read(ReplayProgress.STORE, request.partition()).get(goal(request));
    if (at == null || at.course().goalVersion() != version(request)) {
      at = ReplayProgress.start(Course.first(version(request)));
    }
    return Json.object()
        .put("done", at.done())
        .put("total", at.total())
        .put("complete", at.complete())
        .put("enrolled", at.enrolled())
        .put("reached", at.reached())
        .put(Fields.INFERRED, inferred(request, at.inferred()));
  }

  /** The number of inferred windows; no customer enters a draft, so its replay's count is all. */
  private long inferred(StateRequest request, long replayed) {
    AccountKey goal = goal(request);
    if (DraftKey.is(goal)) {
      return replayed;
    }
    byte[] row =
        stores
            .read(Stores.GOAL_MEMBERS, request.partition())
            .get(ReportKeys.figure(goal, version(request), GoalFigures.INFERRED));
    return row == null ? 0 : GoalFigures.read(row);
  }

  private JsonNode customers(StateRequest request) {
    PageRequest part = PageRequest.of(request.args());
    long now = clock.millis();
    ReadOnlyKeyValueStore<AccountKey, CustomerProfile> profiles =
        stores.read(Stores.profiles(topics), request.partition());
    return Scan.ofPrefix(ReportKeys.places(goal(request), version(request)), part)
        .page(
            stores.read(Stores.GOAL_MEMBERS, request.partition()),
            row -> {
              String id = ReportKeys.placedCustomer(row.key);
              ReportEntry.Listed listed = listed(row.value);
              if (listed == null) {
                return Json.object().put(Fields.CUSTOMER_ID, id).put("unreadable", true);
              }
              // The window may have closed since the row was written.
              return listed.windowEnd() <= now
                  ? null
                  : item(id, listed, profile(profiles, request, id), now);
            })
        .json();
  }

  private static @Nullable CustomerProfile profile(
      ReadOnlyKeyValueStore<AccountKey, CustomerProfile> profiles,
      StateRequest request,
      String id) {
    return Stores.readable(profiles, new AccountKey(request.account(), id));
  }

  /** The place that a row holds; null when it cannot be read. */
  private static ReportEntry.@Nullable Listed listed(byte[] row) {
    try {
      return ReportEntry.Listed.read(row);
    } catch (RuntimeException unreadable) {
      return null;
    }
  }

  private static ObjectNode item(
      String id, ReportEntry.Listed listed, @Nullable CustomerProfile profile, long now) {
    return Json.object()
        .put(Fields.CUSTOMER_ID, id)
        .put(Fields.NAME, profile == null ? null : profile.name())
        .put(Fields.EMAIL, profile == null ? null : profile.email())
        .put(Fields.PLAN, profile == null ? null : profile.plan())
        .put(Fields.LIKELIHOOD, listed.likelihood())
        .put("goal_days_left", Math.ceilDiv(listed.windowEnd() - now, DAY))
        .put(Fields.GOAL_ENDS_AT, Times.seconds(listed.windowEnd()))
        .put(Fields.INFERRED, listed.inferred())
        .put("next_action", listed.nextAction());
  }

  static AccountKey goal(StateRequest request) {
    AccountKey name =
        new AccountKey(request.account(), request.args().required(Fields.GOAL_NAME).asText());
    return request.args().path("dry_run").asBoolean() ? DraftKey.of(name) : name;
  }

  static long version(StateRequest request) {
    return request.args().required("goal_version").asLong();
  }
}
