package com.traitly.systemtests.accounts;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.patch;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.caller.Call.put;

import com.traitly.systemtests.caller.Call;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For each operation, the requests with which one account may try to reach another's data: customer
 * ids, goal names, webhook and token ids, cursors, event ids and positions.
 */
final class AccountProbes {
  private static final String GOAL =
      "\"window\":{\"days\":1},\"target\":{\"any\":[{\"event\":\"e\"}]}";
  private static final String POSITION = "Traitly-Position";

  private static final Map<String, List<Call>> WRITES =
      Map.ofEntries(
          Map.entry(
              "POST /event",
              List.of(
                  post(
                      "/event",
                      "{\"customer_id\":${json-id},\"name\":\"Enter\",\"event_id\":\"their-event\"}"),
                  post(
                          "/event",
                          "{\"customer_id\":${json-id},\"name\":\"acme\",\"account\":\"acme\"}")
                      .with("Idempotency-Key", "their-event"))),
          Map.entry(
              "POST /customer",
              List.of(
                  post(
                      "/customer",
                      "{\"customer_id\":${json-id},\"name\":\"Mine\",\"email\":\"m@example.com\","
                          + "\"plan\":\"Mine\",\"account\":\"acme\"}"))),
          Map.entry(
              "PATCH /customer/{id}", List.of(patch("/customer/${id}", "{\"plan\":\"Mine\"}"))),
          Map.entry("DELETE /customer/{id}", List.of(delete("/customer/${id}"))),
          Map.entry(
              "POST /goal",
              List.of(
                  post("/goal", "{\"name\":\"Theirs\"," + GOAL + "}"),
                  post("/goal", "{\"name\":\"Theirs\"," + GOAL + "}").with("If-Match", "*"))),
          Map.entry("PUT /goal/{name}", List.of(put("/goal/Theirs", "{" + GOAL + "}"))),
          Map.entry(
              "DELETE /goal/{name}",
              List.of(delete("/goal/Theirs"), delete("/goal/acme%7CTheirs"))),
          Map.entry(
              "POST /webhook/{id}/answer",
              List.of(post("/webhook/${webhook}/answer", "{\"answers\":[]}"))),
          Map.entry(
              "POST /webhook",
              List.of(
                  post(
                      "/webhook",
                      "{\"url\":\"https://example.com/mine\",\"id\":\"${webhook}\","
                          + "\"enabled\":false}"))),
          Map.entry(
              "PATCH /webhook/{id}",
              List.of(
                  patch("/webhook/${webhook}", "{\"enabled\":false}"),
                  patch("/webhook/acme%7C${webhook}", "{\"enabled\":false}"))),
          Map.entry(
              "DELETE /webhook/{id}",
              List.of(delete("/webhook/${webhook}"), delete("/webhook/acme%7C${webhook}"))),
          Map.entry("POST /webhook/{id}/test", verbs("test")),
          Map.entry(
              "POST /webhook/{id}/replay",
              List.of(
                  post("/webhook/${webhook}/replay", "{\"since\":1,\"dry_run\":true}"),
                  post("/webhook/acme%7C${webhook}/replay", "{\"since\":1,\"status\":\"all\"}"))),
          Map.entry(
              "POST /webhook/{id}/attempt/{attempt_id}/resend", verbs("attempt/${attempt}/resend")),
          Map.entry("POST /webhook/{id}/pause", verbs("pause")),
          Map.entry("POST /webhook/{id}/resume", verbs("resume")),
          Map.entry("POST /webhook/{id}/rotate-secret", verbs("rotate-secret")),
          Map.entry(
              "POST /dead-letter/redrive",
              List.of(
                  post("/dead-letter/redrive", "{\"created_after\":0}"),
                  post("/dead-letter/redrive", "{\"ids\":[\"${letter}\"]}"))),
          Map.entry(
              "POST /token",
              List.of(
                  post(
                      "/token",
                      "{\"name\":\"mine\",\"scopes\":[\"admin\"],\"id\":\"${token}\","
                          + "\"account\":\"acme\"}"))),
          Map.entry(
              "DELETE /token/{id}",
              List.of(delete("/token/${token}"), delete("/token/acme%7C${token}"))));

  private AccountProbes() {}

  private static List<Call> verbs(String verb) {
    return List.of(
        post("/webhook/${webhook}/" + verb, "{}"),
        post("/webhook/acme%7C${webhook}/" + verb, "{}"));
  }

  /** Returns the probes by method and path of the route. */
  static Map<String, List<Call>> byOperation() {
    Map<String, List<Call>> probes = new TreeMap<>(WRITES);
    probes.putAll(reads());
    probes.put(
        "GET /goal/{name}/model",
        List.of(
            get("/goal/Theirs/model"),
            get("/goal/acme%7CTheirs/model"),
            get("/goal/Theirs/model?dry_run=true")));
    probes.put("GET /webhook/{id}/attempt", logs("attempt"));
    probes.put("GET /webhook/{id}/undelivered", logs("undelivered"));
    return probes;
  }

  private static Map<String, List<Call>> reads() {
    return Map.ofEntries(
        Map.entry("GET /event", events()),
        Map.entry(
            "GET /customer",
            List.of(
                get("/customer"),
                get("/customer?customer_id=${id}"),
                get("/customer?cursor=${customer-cursor}&limit=1"),
                get("/customer?customer_id=${id}").with(POSITION, "${position}"))),
        Map.entry(
            "GET /customer/{id}", List.of(get("/customer/${id}"), get("/customer/acme%7C${id}"))),
        Map.entry("GET /goal", List.of(get("/goal"), get("/goal?cursor=${event-cursor}"))),
        Map.entry("GET /goal/{name}", List.of(get("/goal/Theirs"), get("/goal/acme%7CTheirs"))),
        Map.entry(
            "GET /goal/{name}/report",
            List.of(get("/goal/Theirs/report"), get("/goal/acme%7CTheirs/report"))),
        Map.entry(
            "GET /goal/{name}/customer",
            List.of(
                get("/goal/Theirs/customer"),
                get("/goal/acme%7CTheirs/customer"),
                get("/goal/Theirs/customer?cursor=${goal-customer-cursor}&limit=1"))),
        Map.entry("GET /dead-letter", List.of(get("/dead-letter"))),
        Map.entry("GET /webhook", List.of(get("/webhook"))),
        Map.entry(
            "GET /webhook/{id}",
            List.of(get("/webhook/${webhook}"), get("/webhook/acme%7C${webhook}"))),
        Map.entry(
            "GET /token", List.of(get("/token"), get("/token?cursor=${token-cursor}&limit=1"))),
        Map.entry("GET /recommended-next-actions", lookups("/recommended-next-actions")),
        Map.entry("GET /recommended-next-action", lookups("/recommended-next-action")));
  }

  private static List<Call> events() {
    return List.of(
        get("/event"),
        get("/event?customer_id=${id}"),
        get("/event?customer_id=acme%7C${id}"),
        get("/event?name=Enter&account=acme"),
        get("/event?cursor=${event-cursor}&limit=1"),
        get("/event?customer_id=${id}").with(POSITION, "${position}"));
  }

  private static List<Call> logs(String list) {
    return List.of(
        get("/webhook/${webhook}/" + list),
        get("/webhook/${webhook}/" + list + "?customer_id=${id}"),
        get("/webhook/acme%7C${webhook}/" + list));
  }

  private static List<Call> lookups(String path) {
    return List.of(
        get(path + "?customer_id=${id}"),
        get(path + "?customer_id=${id}&goal_name=Theirs&explain=true"),
        get(path + "?customer_id=acme%7C${id}"),
        get(path + "?customer_id=${id}").with(POSITION, "${position}"));
  }
}
