package com.traitly.systemtests.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.process.LocalSettings;
import com.traitly.testkit.spec.HttpContract;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every example of the reference against the whole product with a real broker. With {@code
 * -Dtraitly.edge=<base URL> -Dtraitly.key=<API key>} it runs against a product that is already
 * running, without webhooks.
 */
@TestMethodOrder(OrderAnnotation.class)
class ReferenceIT {
  private static final int POST_EVENT = 1;
  private static final int LIST_EVENTS = 2;
  private static final int POST_CUSTOMER = 3;
  private static final int LIST_CUSTOMERS = 4;
  private static final int LOOKUP = 5;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final ReferencePage PAGE = ReferencePage.find();

  @TempDir static Path directory;
  private static final String EDGE = System.getProperty("traitly.edge", "");

  private static final CloseAll STARTED = new CloseAll();
  private static String baseUrl = EDGE;
  private static String apiKey = System.getProperty("traitly.key", "");
  private static WebhookReceiver receiver;
  private static Api api;
  private static String secret = "";

  @BeforeAll
  static void start() throws Exception {
    if (EDGE.isEmpty()) {
      Map<String, String> settings = LocalSettings.in(directory);
      Standalone product = STARTED.add(Standalone.start(Config.of(settings)));
      baseUrl = product.baseUrl();
      apiKey = product.apiKey();
    }
    api = STARTED.add(new Api(baseUrl, apiKey));
    receiver = STARTED.add(WebhookReceiver.start());
    Api.Answer endpoint =
        api.post("/webhook", Json.object().put("url", receiver.url().toString()).toString());
    assertThat(endpoint.status()).isEqualTo(201);
    secret = endpoint.body().findValue("secret").asText();
    Api.Answer goal =
        api.put(
            "/goal/30-day%20Conversion",
            """
            {"entry": {"on": "customer_created"}, "window": {"days": 30},
             "target": {"any": [{"event": "Subscribed"}]},
             "actions": [{"event_name": "Style Widget", "target_count": 3,
                          "message_plaintext": "It's time to complete...",
                          "message_html": "<p>It's time to complete...</p>"}]}\
            """);
    assertThat(goal.status()).isIn(200, 201);
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  @Order(1)
  void pageHasTheSixCallsAndSevenExamples() {
    assertThat(PAGE.curls()).hasSize(6);
    assertThat(PAGE.examples()).hasSize(7);
  }

  @Test
  @Order(2)
  void createsAnEvent() throws Exception {
    matches(run(POST_EVENT, ""), PAGE.examples().get(0));
  }

  @Test
  @Order(3)
  void listsEvents() {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          JsonNode answer = run(LIST_EVENTS, "");
          assertThat(answer.path("data")).isNotEmpty();
          matches(answer, PAGE.examples().get(1));
        });
  }

  @Test
  @Order(4)
  void createsACustomer() throws Exception {
    matches(run(POST_CUSTOMER, ""), PAGE.examples().get(2));
  }

  @Test
  @Order(5)
  void listsCustomers() {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          JsonNode answer = run(LIST_CUSTOMERS, "");
          assertThat(answer.path("data")).isNotEmpty();
          matches(answer, PAGE.examples().get(3));
        });
  }

  @Test
  @Order(6)
  void looksUpNextActions() throws Exception {
    assertThat(run(LOOKUP, "").path("code").asText()).isEqualTo("missing_parameter");
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          JsonNode answer = run(LOOKUP, "?customer_id=123");
          assertThat(answer.path("data")).isNotEmpty();
          matches(answer, PAGE.examples().get(6));
        });
  }

  @Test
  @Order(7)
  void theAuthenticationExampleReachesAnyEndPoint() throws Exception {
    // The example's address has one quotation mark too many.
    String call = PAGE.curls().get(0).replace("<end-point>\"", "event");
    assertThat(curl(call).path("object").asText()).isEqualTo("event");
  }

  @Test
  @Order(8)
  void bothWebhooksArriveAsTheReferenceShowsThem() throws Exception {
    Assumptions.assumeTrue(EDGE.isEmpty(), "SKIPPED: no container reaches this receiver");
    List<ReceivedRequest> requests = receiver.awaitCount(2, SOON);
    for (ReceivedRequest request : requests) {
      HttpContract.check(request);
      JsonNode body = Json.read(request.bodyBytes());
      boolean actions = body.path("object").asText().equals("recommended-next-actions");
      matches(body, PAGE.examples().get(actions ? 4 : 5));
      assertThat(body.path("timestamp").isIntegralNumber()).isTrue();
      assertThat(request.header("User-Agent")).contains("traitly");
      assertThat(request.header("Accept")).contains("application/json");
      assertThat(request.header("Content-Type")).contains("application/json");
      new Webhook(secret)
          .verify(
              new String(request.bodyBytes(), StandardCharsets.UTF_8),
              HttpHeaders.of(request.headers(), (name, value) -> true));
    }
    assertThat(requests)
        .extracting(each -> Json.read(each.bodyBytes()).path("object").asText())
        .contains("recommended-next-actions", "goal-propensity-change");
  }

  private static JsonNode run(int call, String query) throws Exception {
    String address = call == LOOKUP ? "recommended-next-action" : "";
    return curl(
        address.isEmpty()
            ? PAGE.curls().get(call)
            : PAGE.curls().get(call).replace(address, address + query));
  }

  private static JsonNode curl(String line) throws Exception {
    String call =
        line.replace("https://api.traitly.com", baseUrl).replace("<insert-token-here>", apiKey);
    Process process =
        new ProcessBuilder("bash", "-c", call.replaceFirst("curl", "curl -sS")).start();
    byte[] out = process.getInputStream().readAllBytes();
    int exit = process.waitFor();
    Assumptions.assumeTrue(exit != 127, "SKIPPED: curl and bash are needed to run the examples");
    assertThat(exit).as(call).isZero();
    return Json.read(out);
  }

  private static void matches(JsonNode actual, JsonNode example) {
    assertThat(Shape.differences(example, actual)).as(actual.toString()).isEmpty();
  }
}
