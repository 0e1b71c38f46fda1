package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.publish.Admission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WriteHandlerTest {
  private static final String EVENT = "{\"customer_id\":1,\"name\":\"a\"}";

  private final GatewayFixture gateway =
      GatewayFixture.waiting(
          new Admission(
              new Admission.Most(2, RequestLimits.BATCH_BYTES),
              new Admission.Most(1, RequestLimits.BATCH_BYTES)));

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void noAcknowledgementIs503AndThenCallersAreTurnedAwayAtOnce() throws Exception {
    var waiting = postLater("acme");
    gateway.producer.errorNext(new TimeoutException("4000 ms passed"));
    var response = waiting.get(5, TimeUnit.SECONDS);
    var next = gateway.post("/api/event", "not even JSON");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
    assertThat(json(response).path("code").textValue()).isEqualTo("unavailable");
    assertThat(json(response).path("type").textValue())
        .isEqualTo("urn:traitly:problem:outcome_unknown");
    assertThat(json(response).path("detail").textValue()).contains("outcome is unknown");
    assertThat(next.statusCode()).isEqualTo(503);
    assertThat(json(next).path("type").textValue()).isEqualTo("urn:traitly:problem:not_accepted");
    assertThat(json(next).path("detail").textValue()).contains("not accepted");
  }

  @Test
  void moreThanMayBeInFlightIsTurnedAwayUntilItIsAnswered() throws Exception {
    var first = postLater("acme");
    var sameAccount = post("acme");
    var second = postLater("other");
    var third = post("third");

    assertThat(sameAccount.statusCode()).isEqualTo(429);
    assertThat(sameAccount.headers().firstValue("Retry-After")).isPresent();
    assertThat(third.statusCode()).isEqualTo(503);
    gateway.producer.completeNext();
    gateway.producer.completeNext();
    assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    assertThat(second.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
    var again = postLater("acme");
    gateway.producer.completeNext();
    assertThat(again.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/api/event,customers:write,403",
    "POST,/api/customer,events:write,403",
    "PATCH,/api/customer/1,read,403",
    "DELETE,/api/customer/1,events:write,403",
    "PUT,/api/goal/a,customers:write,403",
    "POST,/api/webhook,read,403",
    "POST,/api/token,read,403",
    "DELETE,/api/token/a,read,403",
    "POST,/api/event,events:write,400",
    "POST,/api/customer,customers:write,400",
    "POST,/api/token,admin,400"
  })
  void eachRouteAsksForItsScope(String method, String path, String scope, int status)
      throws Exception {
    var response = gateway.send(method, path, "", "Authorization", "bearer " + scope + "@acme");

    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void aTooLargeDeclarationIsRefusedBeforeTheBodyIsAskedFor() throws Exception {
    String answer = raw(postHead("Expect: 100-continue", "Content-Length: 5000000000"));

    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .contains("Connection: close\r\n", "10 MiB")
        .doesNotContain("100 Continue");
  }

  @Test
  void whatIsStoredNamesItsRequest() throws Exception {
    var response =
        CompletableFuture.supplyAsync(() -> {
          try {
            return gateway.post("/api/event", EVENT, "Request-Id", "mine-1");
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    await().until(() -> gateway.producer.completeNext());

    assertThat(response.get(5, TimeUnit.SECONDS).headers().firstValue("Request-Id"))
        .contains("mine-1");
    assertThat(RecordHeaders.text(gateway.producer.history().getFirst().headers(), "request-id"))
        .isEqualTo("mine-1");
  }

  @Test
  void aDrippingSenderIsCutOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.server.port())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(postHead("Content-Length: 100000").getBytes(StandardCharsets.ISO_8859_1));
      for (int i = 0; i < 6; i++) {
        out.write('x');
        out.flush();
        TimeUnit.MILLISECONDS.sleep(500);
      }
      String answer =
          new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
      assertThat(answer).isEqualTo("HTTP/1.1 408");
    }
  }

  private HttpResponse<String> post(String account) throws IOException, InterruptedException {
    return gateway.post("/api/event", EVENT, "Authorization", "Token admin@" + account);
  }

  /** Posts, and returns once the record waits for its acknowledgement. */
  private CompletableFuture<HttpResponse<String>> postLater(String account) {
    int before = gateway.producer.history().size();
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(() -> {
          try {
            return post(account);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    await().until(() -> gateway.producer.history().size() > before);
    return response;
  }

  private static String postHead(String... headers) {
    List<String> lines = new ArrayList<>();
    lines.add("POST /api/event HTTP/1.1");
    lines.add("Host: a");
    lines.add("Authorization: Token admin@acme");
    lines.addAll(List.of(headers));
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.server.port())) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(700), StandardCharsets.ISO_8859_1);
    }
  }
}
