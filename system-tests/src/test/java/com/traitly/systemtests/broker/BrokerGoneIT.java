package com.traitly.systemtests.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.json.Json;
import com.traitly.gateway.IngestGateway;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.systemtests.guarantees.KillableBroker;
import com.traitly.testkit.process.ForkedJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the gateway answers while its broker hangs: the process is stopped, not dead. */
class BrokerGoneIT {
  private static final String EVENT = "{\"customer_id\":1,\"name\":\"a\"}";
  private static final String KEY = "trt_broker_gone_key_93f1c07a";
  private static final int FLOOD = 40;

  /** Five seconds, plus a margin for a busy machine. */
  private static final Duration AT_MOST = Duration.ofSeconds(8);

  private static final Duration FLOOD_AT_MOST = Duration.ofSeconds(30);

  private final CloseAll started = new CloseAll();
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path directory;
  private ForkedJvm broker;
  private URI events;

  @BeforeEach
  void start() throws IOException {
    broker = KillableBroker.fork(directory);
    Config config =
        Config.of(
            Map.of(
                CommonKeys.PORT.name(),
                "0",
                CommonKeys.PARTITIONS.name(),
                "1",
                CommonKeys.KAFKA_BOOTSTRAP.name(),
                broker.said(),
                CommonKeys.BOOTSTRAP_TOKEN.name(),
                KEY,
                "TRAITLY_SECRET_KEY",
                MasterKeys.generate(),
                "TRAITLY_GATEWAY_IN_FLIGHT_MIB",
                "16"));
    ServiceRuntime runtime = started.add(ServiceRuntime.open(config, InstantSource.system()));
    IngestGateway gateway = started.add(new IngestGateway(runtime));
    HttpServer server =
        started.add(
            HttpServer.start(
                config,
                new HttpServer.Content(
                    gateway.routes(), runtime.tokens(), runtime.health(), runtime.meters())));
    events = URI.create(server.baseUrl() + "/api/v1/event");
  }

  @AfterEach
  void stop() throws InterruptedException {
    http.shutdownNow();
    broker.close();
    started.close();
  }

  @Test
  void callersHearSoonWhatBecameOfTheirWritesAndItRecoversByItself() throws Exception {
    assertThat(post(EVENT, AT_MOST).join().statusCode()).isEqualTo(201);

    signal("STOP");
    CompletableFuture<HttpResponse<byte[]>> first = post(EVENT, AT_MOST);
    List<CompletableFuture<HttpResponse<byte[]>>> flood =
        IntStream.range(0, FLOOD).mapToObj(i -> post(batch(), FLOOD_AT_MOST)).toList();

    assertUnavailable(first.join(), "outcome_unknown");
    assertThat(flood.stream().map(CompletableFuture::join))
        .allSatisfy(response -> assertThat(response.statusCode()).isEqualTo(503));
    assertTurnedAwayAtOnce();

    signal("CONT");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> post(EVENT, AT_MOST).join().statusCode() == 201);
  }

  /** One of the posts may be the probe that checks whether the broker is back, and waits for it. */
  private void assertTurnedAwayAtOnce() {
    List<CompletableFuture<HttpResponse<byte[]>>> posts =
        IntStream.range(0, 5).mapToObj(i -> post(EVENT, AT_MOST)).toList();

    CompletableFuture.anyOf(posts.toArray(CompletableFuture[]::new))
        .orTimeout(2, TimeUnit.SECONDS)
        .join();
    long turnedAway =
        posts.stream()
            .map(CompletableFuture::join)
            .filter(response -> typeOf(response).endsWith("not_accepted"))
            .count();
    assertThat(turnedAway).isGreaterThanOrEqualTo(4);
  }

  private static void assertUnavailable(HttpResponse<byte[]> response, String type) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
    assertThat(typeOf(response)).isEqualTo("urn:traitly:problem:" + type);
  }

  private static String typeOf(HttpResponse<byte[]> response) {
    return Json.read(response.body()).path("type").asText();
  }

  /** Posts a body; the future fails when there is no answer in time. */
  private CompletableFuture<HttpResponse<byte[]>> post(String body, Duration atMost) {
    HttpRequest request =
        HttpRequest.newBuilder(events)
            .timeout(atMost)
            .header("Authorization", "Token " + KEY)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofByteArray());
  }

  /** About a mebibyte. */
  private static String batch() {
    String event = "{\"customer_id\":1,\"name\":\"a\",\"note\":\"" + "x".repeat(1_000) + "\"}";
    return "[" + String.join(",", Collections.nCopies(1_000, event)) + "]";
  }

  private void signal(String name) throws IOException, InterruptedException {
    long pid = broker.pid();
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }
}
