package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.caller.Call.put;
import static com.traitly.systemtests.contract.Row.row;

import java.util.ArrayList;
import java.util.List;

/** Contract section 6; {@link LookupIT} checks whether the numbers mean what they say. */
final class ContractLookup {
  private static final String PATH = "/recommended-next-actions?customer_id=";

  private static final String GOAL =
      """
      {"entry": {"on": {"event": "Lookup Entry"}}, "window": {"days": 30}, "priority": %d,
       "target": {"any": [{"event": "Lookup Target"}]}, "max_recommendations": 2,
       "actions": [
         {"event_name": "Style Widget", "target_count": 3, "message_plaintext": "It's time",
          "message_html": "<p>It's time</p>"},
         {"event_name": "Invite", "target_count": 2}, {"event_name": "Share"}]}\
      """;

  private static final String NEVER = "traitly.events-%1$d@999999999";

  private static final List<Row> WRONG =
      List.of(
          row("nobody is asked about", get("/recommended-next-actions"), 400, "missing_parameter"),
          row("an empty id", get(PATH), 400, "invalid_parameter"),
          row("an id that is too long", get(PATH + "x".repeat(256)), 400, "invalid_parameter"),
          row("an empty goal", get(PATH + "lk1&goal_name="), 400, "invalid_parameter"),
          row("explain is true or false", get(PATH + "lk1&explain=1"), 400, "invalid_parameter"),
          row("who is not known", get(PATH + "nobody-6"), 404, "customer_not_found"),
          row("no key", get(PATH + "lk1").as(""), 401, "missing_token"),
          row("lookups are read", post(PATH + "lk1", "{}"), 405, "method_not_allowed")
              .header("Allow", ".*GET.*"));

  private static final List<Row> OPEN =
      List.of(
          row("a goal", put("/goal/Lookup", GOAL.formatted(1_000)), 201),
          row("in no goal yet", post("/event", event("lk1", "Style Widget")), 201),
          row("its lookup says so", get(PATH + "lk1"), 200)
              .at("/data", "[]")
              .at("/likelihood", "null")
              .at("/meta", "{\"customer_id\":\"lk1\",\"goal_name\":null}"),
          row("it enters", post("/event", event("lk1", "Lookup Entry")), 201),
          row("and does what counts", post("/event", event("lk1", "Style Widget")), 201),
          row("the goal of highest priority", get(PATH + "lk1"), 200)
              .keys("", "data", "likelihood", "meta", "timestamp", "object")
              .at("/meta", "{\"customer_id\":\"lk1\",\"goal_name\":\"Lookup\"}")
              .at("/object", "\"recommended-next-actions\"")
              .matches("/timestamp", "\\d{10}")
              .matches("/likelihood", "0\\.\\d+")
              .header("Traitly-Freshness-Ms", "\\d+")
              .size("/data", 2)
              .keys(
                  "/data/0",
                  "event_name",
                  "goal_num_completed",
                  "total_num_completed",
                  "goal_days_left",
                  "importance",
                  "message_plaintext",
                  "message_html")
              .at("/data/0/goal_days_left", "30"),
          row("by the other name", get("/recommended-next-action?customer_id=lk1"), 200)
              .size("/data", 2),
          row("by the goal's name", get(PATH + "lk1&goal_name=Lookup"), 200).size("/data", 2),
          row("a goal there is not", get(PATH + "lk1&goal_name=Nothing"), 404, "goal_not_found"),
          row("explained", get(PATH + "lk1&explain=true"), 200)
              .keys("", "data", "likelihood", "meta", "timestamp", "object", "explanation")
              .matches("/explanation/basis", "prior|model"),
          row("not explained", get(PATH + "lk1&explain=false"), 200)
              .keys("", "data", "likelihood", "meta", "timestamp", "object"),
          row("as if it were reached", get(PATH + "lk1&assume=Lookup+Target:%2B1"), 200)
              .at("/likelihood", "1.0")
              .at("/data", "[]"),
          row("what a signal would do", get(PATH + "lk1&assume=Invite:%2B1"), 200)
              .keys("", "data", "likelihood", "meta", "timestamp", "object", "assumption")
              .at("/assumption/event_name", "\"Invite\"")
              .at("/assumption/counts", "true"),
          row(
                  "an event that nobody has sent",
                  get(PATH + "lk1&assume=Never+Heard+Of:%2B1"),
                  400,
                  "unknown_event")
              .matches("/detail", ".*'Invite'.*'Lookup Target'.*"),
          row("less than once", get(PATH + "lk1&assume=Invite:%2B0"), 400, "invalid_parameter"),
          row("taken away", get(PATH + "lk1&assume=Invite:-1"), 400, "invalid_parameter"),
          row(
              "two assumptions",
              get(PATH + "lk1&assume=Invite:%2B1&assume=Invite:%2B2"),
              400,
              "invalid_parameter"),
          row(
              "an assumption of nothing",
              get(PATH + "lk1&assume=Invite"),
              400,
              "invalid_parameter"),
          row(
              "an assumption of what is no number",
              get(PATH + "lk1&assume=Invite:%2Bmuch"),
              400,
              "invalid_parameter"));

  private static final List<Row> POSITIONS =
      List.of(
          row(
              "a position that is none",
              get(PATH + "lk1").with("Traitly-Position", "yesterday"),
              400,
              "invalid_parameter"),
          row(
                  "a write that has not come",
                  get(PATH + "lk1").with("Traitly-Position", everywhere()),
                  503,
                  "unavailable")
              .header("Retry-After", "\\d+"),
          row(
                  "a goal that has not come",
                  get(PATH + "lk1").with("Traitly-Position", "traitly.goals-0@999999999"),
                  503,
                  "unavailable")
              .header("Retry-After", "\\d+"),
          row(
              "a write that does not bear on it",
              get(PATH + "lk1").with("Traitly-Position", "traitly.webhooks-0@999999999"),
              200));

  private static final List<Row> DECIDED =
      List.of(
          row("it reaches the goal", post("/event", event("lk1", "Lookup Target")), 201),
          row("then nothing is left to do", get(PATH + "lk1&goal_name=Lookup"), 200)
              .at("/likelihood", "1.0")
              .at("/data", "[]"),
          row(
              "one entered long ago",
              post(
                  "/event",
                  "{\"customer_id\":\"lk2\",\"name\":\"Lookup Entry\",\"created_at\":1400000000}"),
              201),
          row("its time is over", get(PATH + "lk2&goal_name=Lookup"), 200)
              .at("/likelihood", "0.0")
              .at("/data", "[]"),
          row("a lower priority", put("/goal/Lookup", GOAL.formatted(-5)), 200),
          row("the goal goes", delete("/goal/Lookup"), 200),
          row(
              "nobody is in it any more",
              get(PATH + "lk1&goal_name=Lookup"),
              404,
              "goal_not_found"));

  private ContractLookup() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(WRONG);
    rows.addAll(OPEN);
    rows.addAll(POSITIONS);
    rows.addAll(DECIDED);
    return rows;
  }

  private static String event(String customer, String name) {
    return "{\"customer_id\":\"%s\",\"name\":\"%s\"}".formatted(customer, name);
  }

  /** Returns a position in each of the three partitions, one of which holds the customer. */
  private static String everywhere() {
    return String.join(",", NEVER.formatted(0), NEVER.formatted(1), NEVER.formatted(2));
  }
}
