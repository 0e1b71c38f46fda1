package com.traitly.query.routes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.query.readmodel.LocalPartitions;
import com.traitly.query.routes.QueryServer.Answer;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Every read reaches its customer or goal, whatever the name. */
@Seeded
class OddNamesTest extends ServedTest {
  OddNamesTest() {
    super(3);
  }

  @Test
  void customersAreShownAndFiltered(RandomGenerator random) throws Exception {
    for (String id : names(random)) {
      server.state.add(
          new CustomerProfile(
              "acme", id, 1, true, "Ann", null, "Pro", null, null, null, null, Map.of()));

      Answer shown = server.get("/customer/" + OddNames.encode(id, random));
      Answer listed = server.get("/customer?customer_id=" + OddNames.encode(id, random));
      Answer lookup = server.get("/recommended-next-actions?customer_id=" + OddNames.encode(id));

      assertThat(shown.items("customer_id")).containsExactly(id);
      assertThat(listed.items("customer_id")).containsExactly(id);
      assertThat(lookup.body().at("/meta/customer_id").asText()).isEqualTo(id);
    }
  }

  @Test
  void goalsAreShownWithAllThatBelongsToThem(RandomGenerator random) throws Exception {
    for (String name : names(random)) {
      if (name.codePointCount(0, name.length()) > 200) {
        continue;
      }
      server.goals.put(new AccountKey(LocalPartitions.ACCOUNT, name), goal(name));
      String address = "/goal/" + OddNames.encode(name, random);

      assertThat(server.get(address).items("name")).containsExactly(name);
      assertThat(server.get(address + "/report").items("goal_name")).containsExactly(name);
      assertThat(server.get(address + "/customer").status()).isEqualTo(200);
      assertThat(requireNonNull(server.lookup).at("/args/goal_name").asText()).isEqualTo(name);
    }
  }

  private static List<String> names(RandomGenerator random) {
    List<String> names = new ArrayList<>(OddNames.examples());
    for (int i = 0; i < 60; i++) {
      names.add(OddNames.draw(random, 255));
    }
    return names;
  }

  private static Goal goal(String name) {
    return GoalReader.read(
        Json.read(
            "{\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"Buy\"}]}}"
                .getBytes(StandardCharsets.UTF_8)),
        name,
        1,
        new Problems());
  }
}
