package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.patch;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.contract.Row.row;

import java.util.List;

/** Contract section 7, the definition of endpoints. */
final class ContractWebhooks {
  private static final String PATH = "/webhook/${webhook}";

  private static final String BAD_FILTER =
      "{\"url\":\"https://example.com\",\"objects\":[\"goal-propensity-change\"],\"filter\":{"
          + "\"likelyhood\":{},\"first_action\":[\"a\"],"
          + "\"likelihood\":{\"above\":0.5,\"below\":0.4}}}";
  private static final String BAD_HEADERS =
      "{\"url\":\"https://example.com\",\"headers\":{\"Webhook-Id\":\"x\","
          + "\"traitly-test\":\"x\",\"X-A\":\"a\\r\\nX-B: b\"}}";

  private static final List<Row> ROWS =
      List.of(
          row(
                  "POST shows the secret once",
                  post("/webhook", "{\"url\":\"https://example.com/hook\",\"enabled\":false}"),
                  201)
              .matches("/data/0/secret", "whsec_.{40,}")
              .at("/object", "\"webhook\"")
              .keep("webhook", "/data/0/id"),
          row("GET does not", get(PATH), 200)
              .at("/data/0/url", "\"https://example.com/hook\"")
              .at("/data/0/secret", "absent")
              .at("/data/0/secrets", "absent"),
          row("nor does the list", get("/webhook"), 200)
              .items("url", "https://example.com/hook")
              .at("/data/0/secret", "absent"),
          row("PATCH changes what is sent", patch(PATH, "{\"max_in_flight\":2}"), 200)
              .at("/data/0/max_in_flight", "2")
              .at("/data/0/enabled", "false")
              .at("/data/0/secret", "absent"),
          row(
                  "a problem is pointed at",
                  patch(PATH, "{\"url\":7,\"rate_limit\":-1}"),
                  400,
                  "invalid_field")
              .errors("/url", "invalid_field", "/rate_limit", "invalid_field"),
          row(
                  "all problems at once",
                  post(
                      "/webhook",
                      "{\"url\":\"ftp://x\",\"objects\":[\"x\"],\"coalesce\":\"no\","
                          + "\"headers\":{\"Host\":\"x\"},\"enabled\":1}"),
                  400,
                  "invalid_field")
              .errors(
                  "/url", "invalid_field",
                  "/objects", "invalid_field",
                  "/coalesce", "invalid_field",
                  "/headers/Host", "invalid_field",
                  "/enabled", "invalid_field"),
          row("what is wrong with a filter", post("/webhook", BAD_FILTER), 400, "invalid_field")
              .errors(
                  "/filter/likelyhood", "invalid_field",
                  "/filter/first_action", "invalid_field",
                  "/filter/likelihood/below", "invalid_field"),
          row(
                  "no header of ours, no line break",
                  post("/webhook", BAD_HEADERS),
                  400,
                  "invalid_field")
              .errors(
                  "/headers/Webhook-Id", "invalid_field",
                  "/headers/traitly-test", "invalid_field",
                  "/headers/X-A", "invalid_field"),
          row(
                  "no credentials in the url",
                  post("/webhook", "{\"url\":\"https://me:secret@example.com/\"}"),
                  400,
                  "invalid_field")
              .errors("/url", "invalid_field"),
          row(
                  "a filter and a min_delta of its own",
                  patch(
                      PATH,
                      "{\"min_delta\":0.05,\"objects\":[\"goal-propensity-change\"],\"filter\":{\"likelihood\":{\"below\":0.3}}}"),
                  200)
              .at("/data/0/min_delta", "0.05")
              .at("/data/0/filter/likelihood/below", "0.3")
              .at("/data/0/paused", "false"),
          row("pause", post(PATH + "/pause", ""), 200).at("/data/0/paused", "true"),
          row("it shows", get(PATH), 200).at("/data/0/paused", "true"),
          row("resume", post(PATH + "/resume", ""), 200).at("/data/0/paused", "false"),
          row(
                  "a new secret, shown once",
                  post(PATH + "/rotate-secret", "{\"overlap_seconds\":60}"),
                  201)
              .matches("/data/0/secret", "whsec_.{40,}")
              .matches("/data/0/secret_overlap_until", "\\d{10}"),
          row("GET does not show that either", get(PATH), 200)
              .at("/data/0/secret", "absent")
              .matches("/data/0/secret_overlap_until", "\\d{10}"),
          row("no overlap", post(PATH + "/rotate-secret", "{\"overlap_seconds\":0}"), 201)
              .at("/data/0/secret_overlap_until", "null"),
          row(
                  "an overlap out of bounds",
                  post(PATH + "/rotate-secret", "{\"overlap_seconds\":-1}"),
                  400,
                  "invalid_field")
              .errors("/overlap_seconds", "invalid_field"),
          row("the log is empty", get(PATH + "/attempt"), 200)
              .at("/data", "[]")
              .at("/object", "\"attempt\""),
          row("so is what was given up", get(PATH + "/undelivered?since=1"), 200).at("/data", "[]"),
          row(
              "a status that is none",
              get(PATH + "/attempt?status=lost"),
              400,
              "invalid_parameter"),
          row("a count of nothing", post(PATH + "/replay", "{\"since\":1,\"dry_run\":true}"), 200)
              .at("/data/0/matched", "0")
              .at("/data/0/dry_run", "true"),
          row("a replay", post(PATH + "/replay", "{\"since\":\"2026-01-01T00:00:00Z\"}"), 202)
              .at("/data/0/dry_run", "false")
              .matches("/data/0/replay_id", "rpl_.+"),
          row("without a beginning", post(PATH + "/replay", "{}"), 400, "missing_field")
              .errors("/since", "missing_field"),
          row("no such attempt", post(PATH + "/attempt/att_x/resend", ""), 404, "not_found"),
          row("a log of nothing", get("/webhook/none/attempt"), 404, "webhook_not_found"),
          row("no such endpoint", post("/webhook/none/pause", ""), 404, "webhook_not_found"),
          row("no url", post("/webhook", "{}"), 400, "missing_field")
              .errors("/url", "missing_field"),
          row("DELETE", delete(PATH), 200).at("/data/0/secret", "absent"),
          row("then it is gone", get(PATH), 404, "webhook_not_found"),
          row("a second DELETE", delete(PATH), 404, "webhook_not_found"));

  private ContractWebhooks() {}

  static List<Row> rows() {
    return ROWS;
  }
}
