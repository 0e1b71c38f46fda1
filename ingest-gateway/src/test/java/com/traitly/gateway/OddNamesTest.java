package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every write reaches its customer or goal, whatever the name. */
@Seeded
class OddNamesTest {
  private static final String GOAL =
      "{\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"Buy\"}]}}";

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void customersAreChangedAndErased(RandomGenerator random) throws Exception {
    for (String id : names(random)) {
      String address = "/api/v1/customer/" + OddNames.encode(id, random);
      var patched = gateway.send("PATCH", address, "{\"plan\":\"Pro\"}");
      var erased = gateway.send("DELETE", address, "");

      assertThat(patched.statusCode()).as(id).isEqualTo(200);
      assertThat(json(patched).at("/data/0/customer_id").asText()).isEqualTo(id);
      assertThat(erased.statusCode()).isEqualTo(202);
      assertThat(json(erased).path("customer_id").asText()).isEqualTo(id);
      assertThat(gateway.sent(TOPICS.customers()).getLast())
          .isEqualTo(new CustomerFact.Erasure(id, 1_000 * GatewayFixture.NOW));
    }
  }

  @Test
  void goalsAreSavedTriedAndDeleted(RandomGenerator random) throws Exception {
    for (String name : names(random)) {
      if (name.codePointCount(0, name.length()) > 200) {
        continue;
      }
      String address = "/api/v1/goal/" + OddNames.encode(name, random);
      var saved = gateway.send("PUT", address, GOAL);
      var deleted = gateway.send("DELETE", address, "");

      assertThat(saved.statusCode()).as(name).isEqualTo(201);
      assertThat(json(saved).at("/data/0/name").asText()).isEqualTo(name);
      assertThat(deleted.statusCode()).isEqualTo(200);
      assertThat(json(deleted).at("/data/0/name").asText()).isEqualTo(name);
    }
  }

  @Test
  void theLocationOfADryRunIsNotResolvedAway() throws Exception {
    var tried = gateway.send("PUT", "/api/v1/goal/%2E%2E?dry_run=true", GOAL);

    assertThat(tried.statusCode()).isEqualTo(202);
    assertThat(tried.headers().firstValue("Location"))
        .contains("/api/v1/goal/%2E%2E/model?dry_run=true");
  }

  @Test
  void noRouteTakesAParameterThatItDoesNotKnow() throws Exception {
    for (var each : gateway.routes) {
      String path = "/api/v1" + each.path().replaceAll("\\{[^}]+}", "x");
      for (String unknown : List.of("colour", "Validate", "dryRun", "_method")) {
        var answer = gateway.send(each.method().name(), path + "?" + unknown + "=true", "{}");

        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(json(answer).path("detail").asText())
            .contains("There is no parameter '" + unknown + "'")
            .contains(String.join(", ", each.parameters()));
      }
    }
    assertThat(gateway.stored()).isEmpty();
  }

  private static List<String> names(RandomGenerator random) {
    List<String> names = new ArrayList<>(OddNames.examples());
    for (int i = 0; i < 60; i++) {
      names.add(OddNames.draw(random, 255));
    }
    return names;
  }
}
