package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.gateway.IngestGateway;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.query.QueryApi;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.process.ForkedJvm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tests API keys in two processes, gateway and query-api, that share only a broker. */
@TestMethodOrder(OrderAnnotation.class)
class RevocationIT {
  private static final Duration PROMISED = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 5;
  private static final String ADMIN = "trt_revocation_test_admin_key_0123456789";
  private static final String EVENT = "{\"customer_id\":\"1\",\"name\":\"n\"}";
  private static final CloseAll STARTED = new CloseAll();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static ForkedJvm gateway;
  private static ForkedJvm query;
  private static Api admin;

  @BeforeAll
  static void start() throws Exception {
    broker = startBroker(0);
    Map<String, String> settings =
        Map.of(
            "TRAITLY_KAFKA_BOOTSTRAP",
            broker.bootstrapServers(),
            "TRAITLY_PARTITIONS",
            "1",
            "TRAITLY_BOOTSTRAP_TOKEN",
            ADMIN,
            "TRAITLY_VIEW_MAX_AGE",
            "5");
    gateway = STARTED.add(ServiceFork.start(IngestGateway.class, directory, settings));
    query = STARTED.add(ServiceFork.start(QueryApi.class, directory, settings));
    admin = STARTED.add(new Api(gateway.said(), ADMIN));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(readWith(ADMIN)).isEqualTo(200));
  }

  @AfterAll
  static void stop() {
    STARTED.close();
    broker.close();
    HTTP.shutdownNow();
  }

  @Test
  @Order(1)
  void aKeyHoldsAndIsRefusedEverywhereWithinFiveSeconds() throws Exception {
    long slowestMade = 0;
    long slowestRevoked = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long made = System.nanoTime();
      JsonNode token =
          admin
              .post("/token", "{\"name\":\"t\",\"scopes\":[\"read\",\"events:write\"]}")
              .body()
              .at("/data/0");
      String key = token.path("key").asText();
      slowestMade = Math.max(slowestMade, untilBoth(key, 201, 200, made));

      long revoked = System.nanoTime();
      assertThat(admin.delete("/token/" + token.path("id").asText()).status()).isEqualTo(200);
      slowestRevoked = Math.max(slowestRevoked, untilBoth(key, 401, 401, revoked));
      assertThat(writeWith(key)).as("and stays refused").isEqualTo(401);
      assertThat(readWith(key)).as("and stays refused").isEqualTo(401);
    }
    System.out.printf(
        "Of %d keys, the slowest worked in both processes %d ms after POST and was refused by both"
            + " %d ms after DELETE%n",
        ROUNDS, slowestMade, slowestRevoked);
  }

  @Test
  @Order(2)
  void theLastUseIsListedByTheOtherProcess() throws Exception {
    try (Api reading = new Api(query.said(), ADMIN)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(reading.get("/token").body().at("/data/0/last_used_at").asText())
                  .matches("\\d{10}"));
      assertThat(admin.post("/token", "{\"name\":\"new\",\"scopes\":[\"read\"]}").status())
          .isEqualTo(201);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(reading.get("/token").body().at("/data/1/name").asText())
                  .isEqualTo("new"));
      assertThat(reading.get("/token").body().at("/data/1/last_used_at").isNull()).isTrue();
    }
  }

  @Test
  @Order(3)
  void withoutContactToTheTopicEverybodyIsRefusedUntilItIsBack() throws Exception {
    int port = Integer.parseInt(broker.bootstrapServers().replaceFirst(".*:", ""));
    long stopped = System.nanoTime();
    broker.close();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(readWith(ADMIN)).isEqualTo(503);
          assertThat(writeWith(ADMIN)).isEqualTo(503);
          assertThat(readWith("trt_unknown")).isEqualTo(503);
          assertThat(status(query.said() + "/health/ready", "GET", ADMIN)).isEqualTo(503);
          assertThat(status(gateway.said() + "/health/ready", "GET", ADMIN)).isEqualTo(503);
        });
    System.out.printf(
        "With TRAITLY_VIEW_MAX_AGE=5 both processes refused everybody %d ms after the broker went%n",
        millisSince(stopped));

    broker = startBroker(port);
    long back = System.nanoTime();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          assertThat(readWith(ADMIN)).isEqualTo(200);
          assertThat(writeWith(ADMIN)).isEqualTo(201);
          assertThat(readWith("trt_unknown")).isEqualTo(401);
        });
    System.out.printf("Both served again %d ms after it was back%n", millisSince(back));
  }

  /**
   * Waits until both processes answer as expected; returns the milliseconds since the given
   * instant.
   */
  private static long untilBoth(String key, int write, int read, long since) {
    await()
        .atMost(PROMISED)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> writeWith(key) == write && readWith(key) == read);
    long millis = millisSince(since);
    assertThat(millis).isLessThanOrEqualTo(PROMISED.toMillis());
    return millis;
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private static int writeWith(String key) throws Exception {
    return status(gateway.said() + "/api/v1/event", "POST", key);
  }

  private static int readWith(String key) throws Exception {
    return status(query.said() + "/api/v1/goal", "GET", key);
  }

  private static int status(String url, String method, String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Token " + key)
            .method(method, HttpRequest.BodyPublishers.ofString(EVENT))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static EmbeddedBroker startBroker(int port) {
    return EmbeddedBroker.start(directory.resolve("kafka"), port, failure -> {});
  }
}
