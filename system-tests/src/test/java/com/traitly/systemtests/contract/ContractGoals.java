package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.caller.Call.put;
import static com.traitly.systemtests.contract.Row.row;

import java.util.ArrayList;
import java.util.List;

/** Contract section 5, the definition of goals. */
final class ContractGoals {
  private static final String WHOLE =
      """
      {"name": "30-day Conversion",
       "entry": {"on": "customer_created", "where": {"plan": ["Freemium", "Trial"]}},
       "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}, {"plan": ["Starter", "Pro"]},
                          {"monthly_payment_amount": {"above": 0}}]},
       "actions": [{"event_name": "Style Widget", "target_count": 3,
                    "message_plaintext": "It's time to complete...",
                    "message_html": "<p>It's time to complete...</p>"}],
       "reentry": "never", "signals": "auto",
       "max_recommendations": 5, "priority": 10,
       "notify": {"min_delta": 0.01}}
      """;
  private static final String LEAST =
      "{\"window\":{\"days\":1},\"target\":{\"any\":[{\"event\":\"e\"}]},"
          + "\"actions\":[{\"event_name\":\"a\"}]%s}";

  private static final String PATH = "/goal/30-day%20Conversion";
  private static final List<Row> SAVING =
      List.of(
          row("POST", post("/goal", WHOLE), 201)
              .keys(
                  "/data/0",
                  "name",
                  "version",
                  "entry",
                  "window",
                  "target",
                  "actions",
                  "reentry",
                  "signals",
                  "max_recommendations",
                  "priority",
                  "notify")
              .at("/object", "\"goal\"")
              .header("ETag", "\"\\d+\"")
              .keep("v1", "header:ETag"),
          row("GET by name", get(PATH), 200)
              .at("/data/0/name", "\"30-day Conversion\"")
              .at("/data/0/window", "{\"days\":30}")
              .at("/data/0/actions/0/target_count", "3")
              .header("ETag", "\"\\d+\""),
          row("GET in the list", get("/goal"), 200).items("name", "30-day Conversion"),
          row("what no dry run told", get("/goal/Dry/model?dry_run=true"), 404, "goal_not_found"),
          row("a dry run", put("/goal/Dry?dry_run=true", LEAST.formatted("")), 202)
              .at("/data/0/name", "\"Dry\"")
              .header("Location", "/api/v1/goal/Dry/model\\?dry_run=true")
              .header("Traitly-Position", ".*goal-drafts-0@\\d+"),
          row("never makes a goal", get("/goal/Dry"), 404, "goal_not_found"),
          row("nor a model of one", get("/goal/Dry/model"), 404, "goal_not_found"),
          row("it tells of its own", get("/goal/Dry/model?dry_run=true"), 200)
              .at("/object", "\"goal-model\"")
              .keys("/data/0/dry_run", "done", "total", "enrolled", "reached", "inferred"),
          row(
              "a dry run of what would not be saved",
              put("/goal/Dry?dry_run=true", "{}"),
              400,
              "missing_field"),
          row(
              "neither dry nor not",
              put("/goal/Dry?dry_run=maybe", LEAST.formatted("")),
              400,
              "invalid_parameter"),
          row(
              "the model of a goal there is not",
              get("/goal/Nothing/model"),
              404,
              "goal_not_found"),
          row(
              "an order there is not",
              get(PATH + "/customer?order=name"),
              400,
              "invalid_parameter"),
          row("PUT replaces", put(PATH, WHOLE), 200).keep("v2", "header:ETag"),
          row("POST replaces, and answers 201 as every POST", post("/goal", WHOLE), 201)
              .keep("v3", "header:ETag"),
          row("PUT with the version stored", put(PATH, WHOLE).with("If-Match", "${v3}"), 200)
              .keep("v4", "header:ETag"),
          row(
              "PUT with an older version",
              put(PATH, WHOLE).with("If-Match", "${v1}"),
              409,
              "conflict"),
          row(
              "DELETE with an older version",
              delete(PATH).with("If-Match", "${v3}"),
              409,
              "conflict"),
          row("GET of what the caller has", get(PATH).with("If-None-Match", "${v4}"), 304)
              .header("ETag", "\"\\d+\""),
          row("GET of what the caller had", get(PATH).with("If-None-Match", "${v1}"), 200),
          row("PUT only if new", put(PATH, WHOLE).with("If-None-Match", "*"), 409, "conflict"),
          row("a field that means nothing", put("/goal/New", LEAST.formatted(",\"windw\":1")), 201)
              .metadata()
              .keys("/metadata", "warnings")
              .at("/metadata/warnings/0/pointer", "\"/windw\""),
          row("that goal goes", delete("/goal/New"), 200),
          row("a new goal by PUT", put("/goal/New", LEAST.formatted("")), 201),
          row(
              "PUT with a version of a goal that is not there",
              put("/goal/Newer", LEAST.formatted("")).with("If-Match", "\"1\""),
              409,
              "conflict"),
          row("a name that needs encoding", put("/goal/a%2Fb%20%C3%BC", LEAST.formatted("")), 201)
              .at("/data/0/name", "\"a/b ü\""),
          row("it is read", get("/goal/a%2Fb%20%C3%BC"), 200).at("/data/0/name", "\"a/b ü\""),
          row("and deleted", delete("/goal/a%2Fb%20%C3%BC"), 200));

  private static final List<Row> CHECKS =
      List.of(
          row("nothing", put("/goal/g", "{}"), 400, "missing_field")
              .errors("/window", "missing_field", "/target", "missing_field"),
          row("POST without name", post("/goal", LEAST.formatted("")), 400, "missing_field")
              .errors("/name", "missing_field"),
          row(
                  "another name in the body",
                  put("/goal/g", LEAST.formatted(",\"name\":\"h\"")),
                  400,
                  "invalid_field")
              .errors("/name", "invalid_field"),
          bad("window", "{\"days\":0}", "/window/days"),
          bad("window", "{\"days\":1,\"hours\":1}", "/window"),
          bad("window", "7", "/window"),
          bad("entry", "{\"on\":\"always\"}", "/entry/on"),
          bad("reentry", "\"sometimes\"", "/reentry"),
          bad("signals", "7", "/signals"),
          bad("priority", "1.5", "/priority"),
          bad("max_recommendations", "0", "/max_recommendations"),
          bad("notify", "{\"min_delta\":2}", "/notify/min_delta"),
          bad("target", "{\"any\":[]}", "/target/any"),
          bad("target", "{\"any\":[{}]}", "/target/any/0"),
          bad(
              "actions",
              "[{\"event_name\":\"a\",\"message_plaintext\":\"Hi {{customer}}\"}]",
              "/actions/0/message_plaintext"),
          bad(
              "actions",
              "[{\"event_name\":\"a\",\"message_html\":\"{{goal.days}}\"}]",
              "/actions/0/message_html"),
          bad("actions", "[{\"event_name\":\"a\",\"target_count\":0}]", "/actions/0/target_count"),
          row(
              "the variables there are",
              put(
                  "/goal/Vars",
                  replaced(
                      "actions",
                      "[{\"event_name\":\"a\",\"message_plaintext\":\"{{customer.name}} {{"
                          + " customer.city | here }} {{goal.days_left}} {{action.remaining}}\"}]")),
              201),
          row(
                  "many problems at once",
                  put(
                      "/goal/g",
                      "{\"window\":{\"days\":0},"
                          + "\"target\":{\"any\":[{\"event\":\"\"}]},\"priority\":\"high\","
                          + "\"actions\":[{\"event_name\":7},{\"message_html\":\"{{x}}\"}]}"),
                  400,
                  "invalid_field")
              .errors(
                  "/window/days", "invalid_field",
                  "/target/any/0/event", "invalid_field",
                  "/actions/0/event_name", "invalid_field",
                  "/actions/1/event_name", "missing_field",
                  "/actions/1/message_html", "invalid_field",
                  "/priority", "invalid_field"));

  private ContractGoals() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(SAVING);
    rows.addAll(empty());
    rows.addAll(CHECKS);
    rows.addAll(gone());
    return rows;
  }

  private static List<Row> empty() {
    // Earlier tables' customers would enter any goal that accepts their plan, with all their
    // history.
    String nobody = LEAST.formatted(",\"entry\":{\"on\":{\"event\":\"Never Sent\"}}");
    return List.of(
        row("a goal that nobody is in", put("/goal/Empty", nobody), 201),
        row("its report", get("/goal/Empty/report"), 200)
            .at("/object", "\"goal-report\"")
            .at("/data/0/enrolled", "0")
            .at("/data/0/conversion_rate", "null")
            .at("/data/0/median_days_to_reach", "null"),
        row("its model", get("/goal/Empty/model"), 200)
            .at("/object", "\"goal-model\"")
            .at("/data/0/goal_name", "\"Empty\"")
            .at("/data/0/quality", "\"insufficient\"")
            .at("/data/0/basis", "\"prior\"")
            .at("/data/0/windows", "0"),
        row("nobody is at risk either", get("/goal/Empty/customer?order=likelihood"), 200)
            .at("/object", "\"goal-customer\"")
            .at("/data", "[]"),
        row("it goes", delete("/goal/Empty"), 200));
  }

  private static Row bad(String field, String value, String pointer) {
    return row(
            "bad " + field + ": " + value,
            put("/goal/g", replaced(field, value)),
            400,
            "invalid_field")
        .errors(pointer, "invalid_field");
  }

  private static String replaced(String field, String value) {
    String given = LEAST.formatted("");
    return switch (field) {
      case "window" -> given.replace("{\"days\":1}", value);
      case "target" -> given.replace("{\"any\":[{\"event\":\"e\"}]}", value);
      case "actions" -> given.replace("[{\"event_name\":\"a\"}]", value);
      default -> LEAST.formatted(",\"" + field + "\":" + value);
    };
  }

  private static List<Row> gone() {
    return List.of(
        row("DELETE", delete("/goal/New"), 200).at("/data/0/name", "\"New\""),
        row("then it is gone", get("/goal/New"), 404, "goal_not_found"),
        row("and its report", get("/goal/New/report"), 404, "goal_not_found"),
        row("and its customers", get("/goal/New/customer"), 404, "goal_not_found"),
        row("a second DELETE", delete("/goal/New"), 404, "goal_not_found"),
        row("gone from the list", get("/goal"), 200).items("name", "30-day Conversion", "Vars"));
  }
}
