package com.traitly.gateway.segment;

import static com.traitly.gateway.segment.SegmentClient.basic;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.gateway.GatewayFixture;
import com.traitly.gateway.publish.Admission;
import com.traitly.testkit.spec.HttpContract;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What SDKs are told while nothing can be stored: to come again. */
final class SegmentOutageTest {
  private static final String TRACK = "{\"userId\":\"u1\",\"event\":\"Signed Up\"}";

  @Test
  void whileKafkaIsAwayTheAnswerIs503WithRetryAfter() throws Exception {
    Admission.Most plenty = new Admission.Most(100, 1 << 25);
    try (GatewayFixture gateway = GatewayFixture.waiting(new Admission(plenty, plenty));
        SegmentClient client = new SegmentClient(gateway)) {
      CompletableFuture<HttpResponse<String>> first = later(client);
      Awaitility.await().until(() -> gateway.producer.errorNext(new TimeoutException("away")));

      HttpResponse<String> unsure = HttpContract.check(first.get());
      HttpResponse<String> refused =
          HttpContract.check(client.send("POST", "/v1/track", TRACK, basic(SegmentClient.KEY)));

      for (HttpResponse<String> each : List.of(unsure, refused)) {
        assertThat(each.statusCode()).isEqualTo(503);
        assertThat(each.headers().firstValue("Retry-After")).isPresent();
        assertThat(each.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(each.body()).contains("\"code\":\"unavailable\"").contains("\"message\"");
      }
    }
  }

  @Test
  void tooManyAtOnceAreAnswered429WithRetryAfter() throws Exception {
    Admission.Most one = new Admission.Most(1, 1 << 25);
    Admission.Most plenty = new Admission.Most(100, 1 << 25);
    try (GatewayFixture gateway = GatewayFixture.waiting(new Admission(plenty, one));
        SegmentClient client = new SegmentClient(gateway)) {
      CompletableFuture<HttpResponse<String>> first = later(client);
      Awaitility.await().until(() -> !gateway.producer.history().isEmpty());

      HttpResponse<String> second =
          HttpContract.check(client.send("POST", "/v1/track", TRACK, basic(SegmentClient.KEY)));
      gateway.producer.completeNext();

      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("Retry-After")).isPresent();
      assertThat(second.body()).contains("\"code\":\"rate_limited\"").contains("\"message\"");
      assertThat(first.get().statusCode()).isEqualTo(200);
    }
  }

  private static CompletableFuture<HttpResponse<String>> later(SegmentClient client) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return client.send("POST", "/v1/track", TRACK, basic(SegmentClient.KEY));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
