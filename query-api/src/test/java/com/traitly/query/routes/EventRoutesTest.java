package com.traitly.query.routes;

import static com.traitly.query.readmodel.LocalPartitions.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Event;
import com.traitly.query.routes.QueryServer.Answer;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Seeded
class EventRoutesTest extends ServedTest {
  private static final long NOW = 1_493_933_699L;
  private static final long MILLIS = 1_000 * NOW;

  EventRoutesTest() {
    super(3);
  }

  @Test
  void answersAsTheReferenceShowsIt() throws Exception {
    server.state.add(event("1", "Logged in", MILLIS, "e1"));

    assertThat(server.get("/event?customer_id=1").body())
        .isEqualTo(
            Json.read(
                """
                {"data":[{"customer_id":"1","name":"Logged in","created_at":"1493933699",
                          "success":1,"event_id":"e1"}],
                 "metadata":{},"retrieved":"1500019594","object":"event"}
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void showsPropertiesWhenThereAreAny() throws Exception {
    Map<String, JsonNode> properties = Map.of("colour", JsonNodeFactory.instance.textNode("red"));
    server.state.add(new Event("1", "Style Widget", MILLIS, MILLIS, "e1", properties));

    assertThat(server.get("/event").body().at("/data/0/properties/colour").asText())
        .isEqualTo("red");
  }

  @Test
  void aCustomersEventsComeOldestFirstTheAccountsNewestFirst() throws Exception {
    for (int i = 0; i < 9; i++) {
      server.state.add(event("c" + i % 3, "Logged in", MILLIS + 1_000L * i, "e" + i));
    }

    assertThat(server.get("/event?customer_id=c0").items("event_id"))
        .containsExactly("e0", "e3", "e6");
    assertThat(server.get("/event?customer_id=c0&order=desc").items("event_id"))
        .containsExactly("e6", "e3", "e0");
    assertThat(server.get("/event").items("event_id"))
        .containsExactly("e8", "e7", "e6", "e5", "e4", "e3", "e2", "e1", "e0");
    assertThat(server.get("/event?order=asc&limit=2").items("event_id"))
        .containsExactly("e0", "e1");
  }

  @Test
  void filtersByNameAndByTimeFromTheFirstInstantToBeforeTheSecond() throws Exception {
    for (int i = 0; i < 6; i++) {
      server.state.add(
          event("1", i % 2 == 0 ? "Logged in" : "Added user", MILLIS + 1_000L * i, "e" + i));
    }

    for (String whose : List.of("/event?order=asc", "/event?customer_id=1")) {
      assertThat(server.get(whose + "&name=Added+user").items("event_id"))
          .containsExactly("e1", "e3", "e5");
      assertThat(server.get(whose + "&name=Added%20user").items("event_id")).hasSize(3);
      assertThat(
              server
                  .get(whose + "&created_after=" + NOW + "&created_before=" + (NOW + 3))
                  .items("event_id"))
          .containsExactly("e0", "e1", "e2");
      assertThat(server.get(whose + "&created_after=9&created_before=9").items("event_id"))
          .isEmpty();
    }
  }

  @Test
  void adjoiningSpansLoseNothingAndMeetNothingTwice(RandomGenerator random) throws Exception {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add("e" + i);
      server.state.add(event("1", "Logged in", MILLIS + 250L * random.nextInt(48), "e" + i));
    }
    for (int round = 0; round < 20; round++) {
      List<String> bounds = new ArrayList<>(List.of("" + (NOW - 1)));
      long at = MILLIS;
      while (at < MILLIS + 12_000) {
        boolean whole = at % 1_000 == 0 && random.nextBoolean();
        bounds.add(whole ? "" + at / 1_000 : "%d.%03d".formatted(at / 1_000, at % 1_000));
        at += random.nextInt(1, 4) * (random.nextBoolean() ? 1_000L : 250L);
      }
      bounds.add("" + (NOW + 13));
      for (String whose : List.of("/event?limit=1000", "/event?limit=1000&customer_id=1")) {
        List<String> met = new ArrayList<>();
        for (int i = 1; i < bounds.size(); i++) {
          met.addAll(
              server
                  .get(
                      "%s&created_after=%s&created_before=%s"
                          .formatted(whose, bounds.get(i - 1), bounds.get(i)))
                  .items("event_id"));
        }
        assertThat(met).as("%s", bounds).containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }

  @Test
  void pagesMeetEveryEventOnceWhileNewOnesArrive() throws Exception {
    IntStream.range(0, 25)
        .forEach(i ->
            server.state.add(event("c" + i % 7, "Logged in", MILLIS + 1_000L * (i / 4), "e" + i)));

    List<String> met = new ArrayList<>();
    String cursor = "";
    int arrived = 25;
    while (cursor != null) {
      Answer page = server.get("/event?limit=4" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      met.addAll(page.items("event_id"));
      cursor = page.nextCursor();
      server.state.add(event("c1", "Logged in", MILLIS + 1_000L * 1_000, "e" + arrived++));
    }

    assertThat(met)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 25).mapToObj(i -> "e" + i).toList());
  }

  @Test
  void aRareNameIsFoundOverSeveralBoundedPages() throws Exception {
    for (int i = 0; i < 12_000; i++) {
      server.state.add(event("1", i == 0 ? "Rare" : "Common", MILLIS + 1_000L * i, "e" + i));
    }

    for (String whose : List.of("/event?name=Rare", "/event?customer_id=1&order=desc&name=Rare")) {
      Answer first = server.get(whose);
      assertThat(first.items("event_id")).isEmpty();
      Answer second = server.get(whose + "&cursor=" + first.nextCursor());
      assertThat(second.items("event_id")).isEmpty();
      Answer third = server.get(whose + "&cursor=" + second.nextCursor());
      assertThat(third.items("event_id")).containsExactly("e0");
      assertThat(third.nextCursor()).isNull();
    }
  }

  @Test
  void aCursorIsRefusedWithOtherFiltersOrAnotherAccount() throws Exception {
    server.state.add(event("1", "Logged in", MILLIS, "e1"));
    server.state.add(event("2", "Logged in", MILLIS, "e2"));
    server.state.add("other", event("1", "Logged in", MILLIS, "x1"));
    String cursor = server.get("/event?limit=1").nextCursor();

    assertThat(server.get("/event?limit=5&cursor=" + cursor).status()).isEqualTo(200);
    assertThat(server.get("/event?name=Logged%20in&cursor=" + cursor).code())
        .isEqualTo("invalid_parameter");
    assertThat(server.getAs("stranger", "/event?cursor=" + cursor).status()).isEqualTo(400);
    assertThat(server.getAs("stranger", "/event").items("event_id")).containsExactly("x1");
  }
}
