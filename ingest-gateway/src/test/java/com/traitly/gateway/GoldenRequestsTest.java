package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Checks that fixed requests at a fixed time lead to the same records to the byte: topic, time,
 * key, headers and value, in order. Ids and secrets that are drawn are left out. {@code make docs}
 * rewrites the file when a change is meant.
 */
class GoldenRequestsTest {
  private static final Path FILE = Path.of("src", "test", "resources", "golden-requests.txt");
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String GOAL =
      """
      {"name": "Convert", "entry": {"on": "customer_created", "where": {"plan": ["Trial"]}},
       "window": {"days": 30}, "priority": 2, "notify": {"min_delta": 0.10},
       "target": {"any": [{"event": "Subscribed"}, {"monthly_payment_amount": {"above": 1e2}}]},
       "actions": [{"event_name": "Style", "target_count": 3, "message_plaintext": "{{customer.name}}"}]}
      """;

  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private final List<String> lines = new ArrayList<>();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void theSameRequestsLeadToTheSameRecordsAsEver() throws Exception {
    events();
    customers();
    definitions();
    String written = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("traitly.docs.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, written);
    }

    assertThat(FILE).as("if it is meant run `make docs`, and say why").hasContent(written);
  }

  private void events() throws Exception {
    String path = "/api/v1/event";
    send("POST", path, "{\"customer_id\":15,\"name\":\" Style \",\"event_id\":\"e-1\"}");
    send(
        "POST",
        path,
        """
        {"customer_id": "15", "name": "Style", "created_at": "1493933699", "event_id": 7.0,
         "n": 0.10, "big": 123456789012345678901234567890, "text": "é\\u0000\\n", "none": null,
         "list": [1, {"a": true}], "created": "2026-01-31T09:30:00Z"}
        """,
        "traceparent",
        TRACE);
    send("POST", path, "{\"customer_id\":1,\"name\":\"a\"}", "Idempotency-Key", "\"k 1\"");
    send(
        "POST",
        path,
        """
        [{"customer_id": 1, "name": "a", "event_id": "x"}, {"customer_id": {}, "name": "a"},
         {"customer_id": "\\ud83d\\ude00", "name": "b", "event_id": "y", "created_at": 1.7e9}]
        """);
    send("POST", path, "{\"batch\":[{\"customer_id\":2,\"name\":\"c\",\"event_id\":\"z\"}]}");
    send(
        "POST",
        path,
        """
        {"customer_id":2,"name":"d","event_id":"1"}
        nonsense
        {"customer_id":3,"name":"e","event_id":"2"}
        """,
        "Content-Type",
        "application/x-ndjson");
    send("POST", path + "?validate=true", "{\"customer_id\":2,\"name\":\"d\"}");
    send("POST", path, "{\"customer_id\":2}");
  }

  private void customers() throws Exception {
    send(
        "POST",
        "/api/v1/customer",
        """
        {"customer_id": 15, "name": " Ann ", "email": "a@example.com", "plan": "Trial",
         "created_at": 1493933699, "monthly_payment_amount": 9.90, "phone_number": null,
         "custom_attributes": {"color": "blue", "gone": null}, "role": ["dev", 1]}
        """);
    send(
        "POST",
        "/api/v1/customer",
        """
        [{"customer_id": "a/b", "name": "B", "email": "b@example.com", "plan": "Pro"},
         {"customer_id": "c", "name": "C"}]
        """);
    send("PATCH", "/api/v1/customer/15", "{\"plan\":\"Pro\",\"location\":null,\"n1\":1E+2}");
    send("PATCH", "/api/v1/customer/a%2Fb", "{\"custom_attributes\":null}", "traceparent", TRACE);
    send("PATCH", "/api/v1/customer/nobody", "{\"plan\":\"Pro\"}");
    send("DELETE", "/api/v1/customer/15", "");
  }

  private void definitions() throws Exception {
    send("POST", "/api/v1/goal", GOAL);
    send("PUT", "/api/v1/goal/Convert", GOAL.replace("\"days\": 30", "\"days\": 7"));
    send("PUT", "/api/v1/goal/Other?dry_run=true", GOAL.replace("Convert", "Other"));
    send("PUT", "/api/v1/goal/Convert", "{\"window\":{\"days\":0}}");
    send("DELETE", "/api/v1/goal/Convert", "");
    String endpoint =
        """
        {"url": "https://example.com/hook", "goal_names": ["Convert"], "min_delta": 1e-2,
         "filter": {"likelihood": {"above": 0.10}}, "max_in_flight": 2, "coalesce": "all"}
        """;
    HttpResponse<String> created = send("POST", "/api/v1/webhook", endpoint);
    String hook = "/api/v1/webhook/" + json(created).at("/data/0/id").asText();
    send("PATCH", hook, "{\"enabled\":false,\"rate_limit\":5}");
    send("POST", hook + "/pause", "");
    send("DELETE", hook, "");
    HttpResponse<String> token =
        send("POST", "/api/v1/token", "{\"name\":\"ci\",\"scopes\":[\"events:write\"]}");
    send("DELETE", "/api/v1/token/" + json(token).at("/data/0/id").asText(), "");
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    int before = gateway.producer.history().size();
    HttpResponse<String> answer = gateway.send(method, path, body, headers);
    lines.add("%s %s %d".formatted(method, stable(path), answer.statusCode()));
    gateway.producer.history().stream()
        .skip(before)
        .forEach(record -> lines.add("  " + stable(line(record))));
    return answer;
  }

  private static String line(ProducerRecord<byte[], byte[]> record) {
    TreeMap<String, String> headers = new TreeMap<>();
    record.headers().forEach(each -> headers.put(each.key(), new String(each.value(), UTF_8)));
    return "%s %s @%s %s %s"
        .formatted(
            record.topic(),
            new String(record.key(), UTF_8),
            record.timestamp(),
            headers,
            record.value() == null ? "nothing" : new String(record.value(), UTF_8));
  }

  /** Leaves out what is drawn at random: ids of definitions and events, secrets and hashes. */
  private static String stable(String text) {
    return text.replaceAll("\\b(req|evt|wh|tok|trt|whsec)_\\w+", "$1_…")
        .replaceAll("\"(key|sealed|hash)\":\"[^\"]+\"", "\"$1\":\"…\"")
        // A value stays on its line.
        .replace("\n", "\\n");
  }
}
