package com.traitly.contracts.intent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.spec.Specifications;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeantAddressTest {
  private static final JsonNode PATHS = Specifications.openApi().path("paths");
  private static final MeantAddress ADDRESSES =
      new MeantAddress(
          paths(false), List.of("/docs", "/openapi.json", "/health/ready", "/metrics"));

  private static List<String> paths(boolean open) {
    return PATHS
        .propertyStream()
        .filter(path -> path.getValue().has("servers") == open)
        .map(Map.Entry::getKey)
        .toList();
  }

  static List<String> routes() {
    return paths(false);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/events, /api/v1/event",
    "/api/v1/Event, /api/v1/event",
    "/api/events/, /api/v1/event",
    "/event, /api/v1/event",
    "/v1/event, /api/v1/event",
    "/api/v2/event, /api/v1/event",
    "/api/v1/evnt, /api/v1/event",
    "//api//v1//events, /api/v1/event",
    "/api/v1/customers, /api/v1/customer",
    "/api/v1/customers/5, /api/v1/customer/5",
    "/api/v1/users/a%2Fb, /api/v1/customer/a%2Fb",
    "/api/v1/customer/5/events, /api/v1/event?customer_id=5",
    "/api/v1/goals/My%20Goal/reports, /api/v1/goal/My%20Goal/report",
    "/api/v1/goal/x/customers, /api/v1/goal/x/customer",
    "/api/v1/webhooks/wh_1/rotate_secret, /api/v1/webhook/wh_1/rotate-secret",
    "/api/v1/webhooks/wh_1/deliveries, /api/v1/webhook/wh_1/attempt",
    "/api/v1/recommended_next_action, /api/v1/recommended-next-action",
    "/api/v1/recommendations, /api/v1/recommended-next-actions",
    "/api/v1/deadletter, /api/v1/dead-letter",
    "/api/v1/api-keys, /api/v1/token",
    "/swagger, /docs",
    "/doc, /docs",
    "/openapi.yaml, /openapi.json",
    "/healthz, /health/ready",
    "/api/v1/status, /health/ready",
    "/metric, /metrics"
  })
  void findsWhatWasMeant(String sent, String meant) {
    assertThat(ADDRESSES.of(sent)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api", "/api/v1", "/api/v1/invoices", "/favicon.ico", "/a/b/c/d/e"})
  void doesNotGuessWhatIsNotNear(String sent) {
    assertThat(ADDRESSES.of(sent)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyRouteIsFoundByItsPluralAndWithoutItsBase(String route) {
    String path = route.replaceAll("\\{[^}]+}", "x1");

    assertThat(ADDRESSES.of(path)).contains("/api/v1" + path);
    if (!routes().contains(route + "s") && !path.endsWith("s") && !path.endsWith("x1")) {
      assertThat(ADDRESSES.of("/api/v1" + path + "s")).contains("/api/v1" + path);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST, 'GET, HEAD, PUT', PUT",
    "PUT, 'GET, PATCH', PATCH",
    "PATCH, POST, POST",
    "PUT, 'POST, PATCH',",
    "DELETE, 'GET, POST',",
    "GET, POST,"
  })
  void findsTheMethodThatWrites(String sent, String served, String meant) {
    var found = MeantAddress.method(sent, List.of(served.split(", ")));

    assertThat(found.orElse(null)).isEqualTo(meant);
  }

  @Test
  void anUnreadableAddressIsNoFailure() {
    assertThat(ADDRESSES.of("/" + "x/".repeat(4_000))).isEmpty();
    assertThat(ADDRESSES.of("/api/v1/" + "e".repeat(8_000))).isEmpty();
    assertThat(ADDRESSES.of("\0\ud800")).isEmpty();
  }
}
