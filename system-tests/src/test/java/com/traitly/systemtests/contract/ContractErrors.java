package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.patch;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.caller.Call.put;
import static com.traitly.systemtests.contract.Row.row;

import com.traitly.systemtests.caller.Call;
import java.util.ArrayList;
import java.util.List;

/**
 * Contract section 2. Every row with a code is checked for all fields of a problem. 429, 500 and
 * 503 need an overloaded or broken server and have their own tests.
 */
final class ContractErrors {
  private static final String EVENT = "{\"customer_id\":\"x1\",\"name\":\"n\"}";

  private static final List<Row> WRONG =
      List.of(
          row("an empty list", post("/event", "[]"), 400, "invalid_field"),
          row("an empty batch", post("/event", "{\"batch\":[]}"), 400, "invalid_field"),
          row("nothing but an object", post("/event", "{}"), 400, "missing_field")
              .errors("/customer_id", "missing_field", "/name", "missing_field"),
          row(
                  "all problems of a body at once",
                  post(
                      "/customer",
                      "{\"customer_id\":{},\"email\":\"none\",\"plan\":7,"
                          + "\"created_at\":\"x\",\"monthly_payment_amount\":\"1\"}"),
                  400,
                  "invalid_field")
              .errors(
                  "/customer_id", "invalid_field",
                  "/name", "missing_field",
                  "/email", "invalid_field",
                  "/plan", "invalid_field",
                  "/created_at", "invalid_field",
                  "/monthly_payment_amount", "invalid_field"),
          row(
                  "a pointer escapes / and ~",
                  put(
                      "/goal/g",
                      "{\"entry\":{\"on\":\"customer_created\",\"where\":{\"a/b~c\":[]}},"
                          + "\"window\":{\"days\":1},\"target\":{\"any\":[{\"event\":\"e\"}]}}"),
                  400,
                  "invalid_field")
              .errors("/entry/where/a~1b~0c", "invalid_field"));

  private ContractErrors() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(badRequests());
    rows.addAll(scopes());
    rows.addAll(notFound());
    rows.addAll(methods());
    return rows;
  }

  private static List<Row> badRequests() {
    List<Row> rows = new ArrayList<>();
    for (String bad :
        List.of(
            "", "{", "nonsense", "{\"a\":1}}", "{\"a\":1,\"a\":2}", "{'a':1}", "[1,]", "\u0000")) {
      rows.add(
          row(
              "malformed: " + bad.replace('\u0000', '0'),
              post("/event", bad),
              400,
              "malformed_json"));
      rows.add(
          row(
              "malformed goal: " + bad.replace('\u0000', '0'),
              put("/goal/g", bad),
              400,
              "malformed_json"));
    }
    for (String scalar : List.of("1", "\"a\"", "true", "null")) {
      rows.add(
          row("no object: " + scalar, post("/event", scalar), 400, "invalid_field")
              .errors("", "invalid_field"));
    }
    rows.addAll(WRONG);
    return rows;
  }

  private static List<Row> scopes() {
    String reader = "Token ${reader}";
    String events = "Token ${events}";
    return List.of(
        row("a key that reads", post("/token", "{\"name\":\"r\",\"scopes\":[\"read\"]}"), 201)
            .keep("reader", "/data/0/key"),
        row(
                "a key for events",
                post("/token", "{\"name\":\"e\",\"scopes\":[\"events:write\"]}"),
                201)
            .keep("events", "/data/0/key"),
        row("read may read", get("/event").as(reader), 200).metadata(),
        row("read may not write events", post("/event", EVENT).as(reader), 403, "scope_missing"),
        row("events:write may", post("/event", EVENT).as(events), 201),
        row("events:write may not read", get("/event").as(events), 403, "scope_missing"),
        row(
            "events:write may not write customers",
            post("/customer", ContractLimits.customer("")).as(events),
            403,
            "scope_missing"),
        row("events:write may not erase", delete("/customer/x1").as(events), 403, "scope_missing"),
        row("read may not list keys", get("/token").as(reader), 403, "scope_missing"),
        row("read may not make keys", post("/token", "{}").as(reader), 403, "scope_missing"),
        row("read may not define goals", put("/goal/g", "{}").as(reader), 403, "scope_missing"),
        row(
            "read may not define webhooks",
            post("/webhook", "{}").as(reader),
            403,
            "scope_missing"),
        row(
            "a lookup needs read",
            get("/recommended-next-actions?customer_id=1").as(events),
            403,
            "scope_missing"));
  }

  private static List<Row> notFound() {
    return List.of(
        row("no such customer", get("/customer/nobody"), 404, "customer_not_found"),
        row(
            "no such customer to look up",
            get("/recommended-next-actions?customer_id=nobody"),
            404,
            "customer_not_found"),
        row("no such goal", get("/goal/Nothing"), 404, "goal_not_found"),
        row("no such goal to delete", delete("/goal/Nothing"), 404, "goal_not_found"),
        row(
            "no such goal to look up",
            get("/recommended-next-actions?customer_id=x1&goal_name=Nothing"),
            404,
            "goal_not_found"),
        row("no such webhook", get("/webhook/wh_0"), 404, "webhook_not_found"),
        row("no such webhook to change", patch("/webhook/wh_0", "{}"), 404, "webhook_not_found"),
        row("no such webhook to delete", delete("/webhook/wh_0"), 404, "webhook_not_found"),
        row("no such key to delete", delete("/token/tok_0"), 404, "not_found"),
        row("nothing here", get("/nothing"), 404, "not_found")
            .at("/instance", "\"/api/v1/nothing\""),
        row("nothing here, without key", get("/nothing").as(""), 404, "not_found"));
  }

  private static List<Row> methods() {
    return List.of(
        method("PUT", "/event", "GET, HEAD, OPTIONS, POST"),
        method("DELETE", "/event", "GET, HEAD, OPTIONS, POST"),
        method("PATCH", "/customer", "GET, HEAD, OPTIONS, POST"),
        method("POST", "/customer/1", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        method("POST", "/goal/g", "DELETE, GET, HEAD, OPTIONS, PUT"),
        method("PUT", "/webhook/1", "DELETE, GET, HEAD, OPTIONS, PATCH"),
        method("POST", "/recommended-next-actions", "GET, HEAD, OPTIONS"),
        row("Accept json", get("/event").with("Accept", "application/json"), 200).metadata(),
        row("Accept anything", get("/event").with("Accept", "*/*"), 200).metadata(),
        row("Accept any application", get("/event").with("Accept", "application/*;q=0.5"), 200)
            .metadata(),
        row("Accept json among others", get("/event").with("Accept", "text/html, */*;q=0.1"), 200)
            .metadata(),
        row("Accept HTML only", get("/event").with("Accept", "text/html"), 406, "not_acceptable"),
        row(
            "Accept no JSON",
            get("/event").with("Accept", "application/json;q=0"),
            406,
            "not_acceptable"),
        row(
            "Accept HTML only on a write",
            post("/event", EVENT).with("Accept", "text/html"),
            406,
            "not_acceptable"));
  }

  private static Row method(String method, String path, String allow) {
    return row(method + " " + path, Call.of(method, path, "{}"), 405, "method_not_allowed")
        .header("Allow", allow.replace(" ", " ?"));
  }
}
