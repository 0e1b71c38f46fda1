package com.traitly.sender.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.Recommendation;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.wire.RecommendationJson;
import com.traitly.sender.http.AttemptResult;
import com.traitly.sender.http.SignedPost;
import com.traitly.sender.http.WebhookClient;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends one signed sample to an endpoint and reports the receiver's answer; paused and disabled
 * endpoints can be tried, too. Thread-safe.
 *
 * @param client sends the sample, under its address policy
 * @param clock the time
 */
record SampleDelivery(WebhookClient client, InstantSource clock) {
  private static final String CUSTOMER = "traitly-test";
  private static final String GOAL = "Test";

  /** Sends the sample; {@code answered} is called once, on any thread. */
  void send(String account, WebhookCommand.Test command, Consumer<WebhookAnswer> answered) {
    long startedAt = clock.millis();
    String id = "msg_" + command.id();
    SignedPost post =
        new SignedPost(account, command.endpoint(), id, sample(command.endpoint()), 0, true, false);
    client.post(
        post,
        result ->
            answered.accept(
                new WebhookAnswer(command.id(), told(id, result, clock.millis() - startedAt))));
  }

  private static ObjectNode told(String id, AttemptResult result, long millis) {
    Integer status = result.receivedStatus();
    return Json.object()
        .put("delivery_id", id)
        .put("status", status)
        .put("milliseconds", millis)
        .put("delivered", status != null && status / 100 == 2)
        .put("detail", result.detail());
  }

  private byte[] sample(Endpoint endpoint) {
    Recommendation recommendation =
        new Recommendation(
            CUSTOMER,
            GOAL,
            0.5,
            List.of(new NextAction("Test", 0, 0, 30, 1.0, "A test", "<p>A test</p>")),
            clock.instant().getEpochSecond());
    boolean propensity =
        endpoint
            .interest()
            .objects()
            .contains(AnnouncementObject.GOAL_PROPENSITY_CHANGE.wireName());
    return Json.bytes(
        propensity
            ? RecommendationJson.propensityChange(recommendation)
            : RecommendationJson.nextActions(recommendation));
  }
}
