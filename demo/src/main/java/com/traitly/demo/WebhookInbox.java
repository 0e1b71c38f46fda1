package com.traitly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.WebhookSignatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A local webhook receiver that checks every signature and shows what arrives: the first ten of
 * each second in full, the others as a number. Thread-safe.
 */
final class WebhookInbox implements AutoCloseable {
  private static final int SHOWN_PER_SECOND = 10;
  private static final String MARK = "?from=traitly-demo";

  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final ScheduledExecutorService everySecond =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("postbox").unstarted(task));
  private final Map<String, Integer> verified = new HashMap<>();
  private final ApiClient api;
  private final String endpointId;
  private final WebhookSignatures signatures;
  private int shown;
  private int hidden;
  private int refused;

  private WebhookInbox(ApiClient api) {
    this.api = api;
    forgetEarlierRuns(api);
    JsonNode endpoint =
        api.post("/webhook", Json.object().put("url", receiver.url() + MARK)).first();
    endpointId = endpoint.required("id").asText();
    signatures = new WebhookSignatures(endpoint.required("secret").asText());
    receiver.answerBy(this::receive);
    var unused = everySecond.scheduleAtFixedRate(this::nextSecond, 1, 1, TimeUnit.SECONDS);
  }

  /** Opens a receiver on a free port and registers it. */
  static WebhookInbox open(ApiClient api) {
    return new WebhookInbox(api);
  }

  /** How many genuine webhooks of this object and goal have arrived. */
  synchronized int verified(String object, String goalName) {
    return verified.getOrDefault(key(object, goalName), 0);
  }

  /** One sentence about everything that has arrived. */
  synchronized String summary() {
    int all = verified.values().stream().mapToInt(Integer::intValue).sum();
    return "%d webhooks received and verified, %d with a wrong signature".formatted(all, refused);
  }

  /** Whether anything came that was not signed with the endpoint's secret. */
  synchronized boolean refusedAny() {
    return refused > 0;
  }

  /** Removes the endpoint, so that nothing is sent to a port on which nobody listens. */
  @Override
  public void close() {
    try {
      api.delete("/webhook/" + endpointId);
    } finally {
      everySecond.shutdownNow();
      receiver.close();
    }
  }

  private synchronized ReceiverAnswer receive(ReceivedRequest request) {
    if (!signatures.match(request)) {
      refused++;
      System.out.println("  webhook REFUSED: its signature does not match");
      return ReceiverAnswer.status(401);
    }
    JsonNode body = Json.read(request.bodyBytes());
    String goalName = body.path("meta").path("goal_name").asText();
    verified.merge(key(body.path("object").asText(), goalName), 1, Integer::sum);
    if (shown < SHOWN_PER_SECOND) {
      shown++;
      System.out.println(line(body));
    } else {
      hidden++;
    }
    return ReceiverAnswer.status(200);
  }

  private synchronized void nextSecond() {
    if (hidden > 0) {
      System.out.println("  ... and " + hidden + " more verified webhooks in this second");
    }
    shown = 0;
    hidden = 0;
  }

  /** Removes the endpoints of earlier runs that were killed and could not do so themselves. */
  private static void forgetEarlierRuns(ApiClient api) {
    for (JsonNode each : api.get("/webhook?limit=100").json().path("data")) {
      if (each.path("url").asText().endsWith(MARK)) {
        api.delete("/webhook/" + each.path("id").asText());
      }
    }
  }

  private static String key(String object, String goalName) {
    return object + "|" + goalName;
  }

  /** A webhook's body on one line. */
  private static String line(JsonNode body) {
    JsonNode meta = body.path("meta");
    return String.format(
        Locale.ROOT,
        "  webhook  %-24s %-10s %-20s %s",
        body.path("object").asText(),
        meta.path("customer_id").asText(),
        meta.path("goal_name").asText(),
        content(body.path("data")));
  }

  private static String content(JsonNode data) {
    JsonNode likelihood = data.path(0).path("likelihood");
    if (likelihood.isNumber()) {
      return String.format(Locale.ROOT, "likelihood %.3f", likelihood.asDouble());
    }
    List<String> actions = new ArrayList<>();
    data.forEach(action ->
        actions.add(
            String.format(
                Locale.ROOT,
                "%s %.2f",
                action.path("event_name").asText(),
                action.path("importance").asDouble())));
    return actions.isEmpty() ? "nothing left to recommend" : String.join(", ", actions);
  }
}
