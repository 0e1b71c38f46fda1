package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.platform.route.Route;
import com.traitly.query.routes.QueryServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest extends ServedTest {
  ParametersTest() {
    super(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0", "limit=1001", "limit=x", "order=up", "created_after=yesterday",
        "created_before=", "customer_id=", "name=", "cursor=x", "name=%00"
      })
  void aMalformedKnownParameterIsRefused(String parameter) throws Exception {
    Answer answer = server.get("/event?" + parameter);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_parameter");
  }

  @Test
  void anEmptyCustomerIdIsToldFromALongOne() throws Exception {
    assertThat(server.get("/event?customer_id=").body().path("detail").asText())
        .isEqualTo("customer_id is empty; it must be the id of a customer");
    assertThat(server.get("/event?customer_id=" + "x".repeat(256)).body().path("detail").asText())
        .isEqualTo("customer_id must have at most 255 bytes of UTF-8");
  }

  @Test
  void noRouteTakesAParameterThatItDoesNotKnow() throws Exception {
    for (Route each : server.routes) {
      String path = each.path().replaceAll("\\{[^}]+}", "x");
      for (String unknown :
          List.of("colour=red", "customerId=1", "_method=DELETE", "email=a@b.c")) {
        Answer answer = server.getAs("admin", path + "?" + unknown);

        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_parameter");
        assertThat(answer.body().path("detail").asText())
            .contains("'" + unknown.replaceFirst("=.*", "") + "'")
            .contains(String.join(", ", each.parameters()));
      }
      for (String known : each.parameters()) {
        Answer answer = server.getAs("admin", path + "?" + known + "=1&" + known + "=1");

        assertThat(answer.body().path("detail").asText())
            .isEqualTo(known + " is there twice: send it once");
      }
    }
  }

  @Test
  void theKeyMustAllowReading() throws Exception {
    assertThat(server.getAs("nonsense", "/event").status()).isEqualTo(401);
    assertThat(server.getAs("writer", "/event").status()).isEqualTo(403);
  }

  @Test
  void waitsForTheWritesThatBearOnTheRead() throws Exception {
    server.get("/event", "Traitly-Position", "t.events-0@5, t.goals-0@7,t.customers-1@3");

    assertThat(server.waitedFor)
        .extracting(Object::toString)
        .containsExactly("t.events-0@5", "t.customers-1@3");
    assertThat(server.get("/event", "Traitly-Position", "five").code())
        .isEqualTo("invalid_parameter");
  }
}
