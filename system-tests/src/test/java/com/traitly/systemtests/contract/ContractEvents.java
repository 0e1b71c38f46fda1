package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.caller.Call.put;
import static com.traitly.systemtests.contract.Row.row;

import com.traitly.systemtests.caller.Call;
import java.util.ArrayList;
import java.util.List;

/** Contract section 3. */
final class ContractEvents {
  /** 2100-01-01, in the future. */
  private static final long FUTURE = 4_102_444_800L;

  private static final String PATH = "/event";
  private static final String GOOD = "{\"customer_id\":\"e2\",\"name\":\"n\"}";
  private static final String BAD = "{\"customer_id\":\"e2\"}";

  private static final List<Row> SINGLE =
      List.of(
          row(
                  "the reference's own example",
                  post(
                      PATH,
                      "{\"customer_id\": \"e15\", \"name\": \"Customer C\","
                          + "\"monthly_payment_amount\": 99, \"location\": \"New York\","
                          + "\"plan\": \"Atom\", \"email\": \"support@company.com\"}"),
                  201)
              .keys("/data/0", "customer_id", "name", "created_at", "success", "event_id")
              .at("/data/0/customer_id", "\"e15\"")
              .at("/data/0/name", "\"Customer C\"")
              .matches("/data/0/created_at", "\\d{10}")
              .at("/data/0/success", "1")
              .matches("/data/0/event_id", ".{8,100}"),
          row(
                  "all other keys are properties, numbers unchanged",
                  get("/event?customer_id=e15"),
                  200)
              .keys(
                  "/data/0",
                  "customer_id",
                  "name",
                  "created_at",
                  "success",
                  "event_id",
                  "properties")
              .at("/data/0/properties/monthly_payment_amount", "99")
              .at("/data/0/properties/location", "\"New York\"")
              .keys("/data/0/properties", "monthly_payment_amount", "location", "plan", "email"),
          row(
              "an event makes no customer by its fields",
              get("/customer/e15"),
              404,
              "customer_not_found"),
          row(
                  "an event's own id",
                  post(PATH, "{\"customer_id\":\"e1\",\"name\":\"n\",\"event_id\":\"order-1\"}"),
                  201)
              .at("/data/0/event_id", "\"order-1\""),
          row("an id of 100 characters", post(PATH, withId(Call.text(100))), 201),
          row("an id of 101 characters", post(PATH, withId(Call.text(101))), 400, "invalid_field")
              .errors("/event_id", "invalid_field"),
          row("an empty id", post(PATH, withId("\"\"")), 400, "invalid_field"),
          row("Idempotency-Key", post(PATH, GOOD).with("Idempotency-Key", "k-1"), 201)
              .at("/data/0/event_id", "\"k-1\""),
          row("Idempotency-Key in quotes", post(PATH, GOOD).with("Idempotency-Key", "\"k-2\""), 201)
              .at("/data/0/event_id", "\"k-2\""),
          row(
                  "event_id before Idempotency-Key",
                  post(PATH, withId("\"own\"")).with("Idempotency-Key", "k-3"),
                  201)
              .at("/data/0/event_id", "\"own\""),
          row(
                  "Idempotency-Key is for a single event",
                  post(PATH, "[" + GOOD + "]").with("Idempotency-Key", "k-4"),
                  201)
              .matches("/data/0/event_id", "(?!k-4).*"),
          row(
              "a long Idempotency-Key",
              post(PATH, GOOD).with("Idempotency-Key", "k".repeat(101)),
              400,
              "invalid_parameter"),
          row(
                  "created_at of long ago",
                  post(PATH, "{\"customer_id\":\"e1\",\"name\":\"old\",\"created_at\":86400}"),
                  201)
              .at("/data/0/created_at", "\"86400\""),
          row("no customer_id", post(PATH, "{\"name\":\"n\"}"), 400, "missing_field")
              .errors("/customer_id", "missing_field"),
          row(
                  "a null customer_id",
                  post(PATH, "{\"customer_id\":null,\"name\":\"n\"}"),
                  400,
                  "missing_field")
              .errors("/customer_id", "missing_field"),
          row("no name", post(PATH, BAD), 400, "missing_field").errors("/name", "missing_field"),
          row(
                  "a null name",
                  post(PATH, "{\"customer_id\":\"e1\",\"name\":null}"),
                  400,
                  "missing_field")
              .errors("/name", "missing_field"));

  private ContractEvents() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(SINGLE);
    rows.addAll(batches());
    rows.addAll(lists());
    rows.addAll(counting());
    return rows;
  }

  private static String withId(String id) {
    return "{\"customer_id\":\"e1\",\"name\":\"n\",\"event_id\":" + id + "}";
  }

  private static List<Row> batches() {
    String both = GOOD + "," + BAD + "," + GOOD;
    return List.of(
        row("a JSON array", post(PATH, "[" + GOOD + "," + GOOD + "]"), 201).size("/data", 2),
        row("batch", post(PATH, "{\"batch\":[" + GOOD + "," + GOOD + "]}"), 201).size("/data", 2),
        row(
                "NDJSON",
                post(PATH, GOOD + "\n" + GOOD + "\n").with("Content-Type", "application/x-ndjson"),
                201)
            .size("/data", 2),
        row("NDJSON without saying so", post(PATH, GOOD + "\r\n" + GOOD), 201).size("/data", 2),
        row("a batch of one has a verdict too", post(PATH, "[" + BAD + "]"), 400, "")
            .at("/data/0/success", "0"),
        row("good and bad in the order sent", post(PATH, "[" + both + "]"), 207)
            .size("/data", 3)
            .at("/data/0/success", "1")
            .at("/data/1/success", "0")
            .at("/data/2/success", "1")
            .keys("/data/1/error", "code", "message", "retryable")
            .at("/data/1/error/code", "\"missing_field\"")
            .at("/data/1/error/retryable", "false")
            .at("/data/1/customer_id", "\"e2\"")
            .header("Traitly-Position", ".+"),
        row("none good", post(PATH, "[" + BAD + "," + BAD + "]"), 400, "")
            .at("/data/0/success", "0")
            .at("/data/1/success", "0"),
        row(
                "a line that is no JSON",
                post(PATH, GOOD + "\nnonsense\n" + GOOD)
                    .with("Content-Type", "application/x-ndjson"),
                207)
            .at("/data/1/error/code", "\"malformed_json\""),
        row("batch must be a list", post(PATH, "{\"batch\":7}"), 400, "invalid_field"),
        row(
            "only checked",
            post(PATH + "?validate=true", "{\"customer_id\":\"e3\",\"name\":\"never\"}"),
            200),
        row("and not stored", get("/event?customer_id=e3"), 200).size("/data", 0));
  }

  private static List<Row> lists() {
    String one = "{\"customer_id\":\"%s\",\"name\":\"%s\",\"created_at\":%d}";
    return List.of(
        row(
            "events of a customer, in disorder",
            post(
                PATH,
                "["
                    + one.formatted("e5", "b", 200)
                    + ","
                    + one.formatted("e5", "c", 300)
                    + ","
                    + one.formatted("e5", "a", 100)
                    + ","
                    + one.formatted("e6", "z", 150)
                    + "]"),
            201),
        row("ascending by created_at", get("/event?customer_id=e5"), 200)
            .items("name", "a", "b", "c"),
        row("descending when asked", get("/event?customer_id=e5&order=desc"), 200)
            .items("name", "c", "b", "a"),
        row("by name alone", get("/event?name=z"), 200).items("customer_id", "e6"),
        row("by customer and name", get("/event?customer_id=e5&name=b"), 200).items("name", "b"),
        row("an item of the reference, plus event_id", get("/event?customer_id=e6"), 200)
            .keys("/data/0", "customer_id", "name", "created_at", "success", "event_id")
            .at("/data/0/created_at", "\"150\"")
            .at("/data/0/success", "1"),
        row("the account's newest first", get("/event?created_before=250&created_after=99"), 200)
            .items("name", "b", "z", "a"),
        row("a customer without events", get("/event?customer_id=e404"), 200).size("/data", 0));
  }

  private static List<Row> counting() {
    String act = "{\"customer_id\":\"e9\",\"name\":\"Act\",%s}";
    String lookup = "/recommended-next-actions?customer_id=e9&goal_name=Counting";
    return List.of(
        row(
            "a goal that counts",
            put(
                "/goal/Counting",
                "{\"entry\":{\"on\":{\"event\":\"Enter\"}},"
                    + "\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"Done\"}]},"
                    + "\"actions\":[{\"event_name\":\"Act\",\"target_count\":9}]}"),
            201),
        row("its customer", post(PATH, "{\"customer_id\":\"e9\",\"name\":\"Enter\"}"), 201),
        row(
                "an event 40 days ahead is stored as sent",
                post(PATH, act.formatted("\"event_id\":\"f1\",\"created_at\":" + FUTURE)),
                201)
            .at("/data/0/created_at", "\"" + FUTURE + "\""),
        row("the same event again", post(PATH, act.formatted("\"event_id\":\"f1\"")), 201),
        row("another", post(PATH, act.formatted("\"event_id\":\"f2\"")), 201),
        row("the future counted now, the repeated one once", get(lookup), 200)
            .at("/data/0/goal_num_completed", "2")
            .at("/data/0/total_num_completed", "2"),
        row("the list shows it as sent", get("/event?customer_id=e9&name=Act&order=desc"), 200)
            .at("/data/0/created_at", "\"" + FUTURE + "\""),
        row(
            "an event came before its customer",
            post(
                "/customer",
                "{\"customer_id\":\"e9\",\"name\":\"E\",\"email\":\"e@example.com\",\"plan\":\"P\"}"),
            201),
        row("who appears with the fields", get("/customer/e9"), 200).at("/data/0/name", "\"E\""),
        row("the counting goal goes", Call.delete("/goal/Counting"), 200));
  }
}
