package com.traitly.standalone;

import static com.traitly.standalone.Call.delete;
import static com.traitly.standalone.Call.get;
import static com.traitly.standalone.Call.patch;
import static com.traitly.standalone.Call.post;
import static com.traitly.standalone.Row.row;

import java.util.List;

/** Contract section 7, as far as endpoints are defined. */
final class ContractWebhooks {
  private static final String PATH = "/webhook/${webhook}";

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
