package com.traitly.systemtests.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.BrokenRequests;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.Seeded;
import com.traitly.testkit.process.LocalSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any customer id or name that can be stored can be read, changed and erased through the whole
 * product.
 */
@Seeded
class OddNamesIT {
  private static final CloseAll STARTED = new CloseAll();
  private static final String GOAL =
      "{\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"Buy\"}]},"
          + "\"actions\":[{\"event_name\":\"Look\"}]}";

  @TempDir static Path directory;
  private static Api api;
  private static int port;
  private static String key;

  @BeforeAll
  static void start() {
    Standalone product = STARTED.add(Standalone.start(Config.of(LocalSettings.in(directory))));
    api = STARTED.add(new Api(product.baseUrl(), product.apiKey()));
    port = URI.create(product.baseUrl()).getPort();
    key = product.apiKey();
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void customersAreReadChangedAndErased(RandomGenerator random) throws Exception {
    Map<String, Api.Answer> changed = new LinkedHashMap<>();
    for (String id : names(random)) {
      String address = "/customer/" + OddNames.encode(id, random);
      Api.Answer posted =
          api.post(
              "/customer",
              Json.object()
                  .put("customer_id", id)
                  .put("name", "Ann")
                  .put("email", "a@example.com")
                  .put("plan", "Trial")
                  .toString());
      assertThat(posted.status()).as(id).isEqualTo(201);
      assertThat(api.patch(address, "{\"plan\":\"Pro\"}").status()).isEqualTo(200);
      changed.put(id, api.patch(address, "{\"location\":\"Here\"}"));
    }
    Map<String, Api.Answer> erased = new LinkedHashMap<>();
    for (String id : changed.keySet()) {
      String address = "/customer/" + OddNames.encode(id, random);
      Api.Answer shown = api.getAfter(requireNonNull(changed.get(id)), address);
      assertThat(shown.body().at("/data/0/customer_id").asText()).isEqualTo(id);
      assertThat(shown.body().at("/data/0/plan").asText()).isEqualTo("Pro");
      assertThat(shown.body().at("/data/0/location").asText()).isEqualTo("Here");

      erased.put(id, api.delete(address));
      assertThat(erased.get(id).status()).isEqualTo(202);
    }
    for (String id : erased.keySet()) {
      String address = "/customer/" + OddNames.encode(id, random);
      assertThat(api.getAfter(requireNonNull(erased.get(id)), address).status()).isEqualTo(404);
    }
  }

  @Test
  void goalsAreReadReportedAndDeleted(RandomGenerator random) throws Exception {
    Map<String, Api.Answer> saved = new LinkedHashMap<>();
    for (String name : names(random)) {
      if (name.codePointCount(0, name.length()) <= 200) {
        Api.Answer answer = api.put("/goal/" + OddNames.encode(name, random), GOAL);
        assertThat(answer.status()).as(name).isEqualTo(201);
        saved.put(name, answer);
      }
    }
    for (String name : saved.keySet()) {
      String address = "/goal/" + OddNames.encode(name, random);
      for (String part : List.of("", "/report", "/model", "/customer")) {
        Api.Answer shown = api.getAfter(requireNonNull(saved.get(name)), address + part);
        assertThat(shown.status()).as(name + part).isEqualTo(200);
      }
      assertThat(api.delete(address).status()).isEqualTo(200);
    }
  }

  @Test
  void theMergedProfileIsAnsweredToWhoPrefersIt() throws Exception {
    String body =
        "{\"customer_id\":\"rep\",\"name\":\"Ann\",\"email\":\"a@b.c\",\"plan\":\"Trial\",\"location\":\"X\"}";
    Api.Answer created = api.post("/customer", body, "Prefer", "return=representation");
    Api.Answer changed =
        api.patch("/customer/rep", "{\"plan\":\"Pro\"}", "Prefer", "return=representation");
    Api.Answer again = api.post("/customer", body);

    assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.response().headers().firstValue("Preference-Applied"))
        .contains("return=representation");
    assertThat(changed.body().at("/data/0/location").asText()).isEqualTo("X");
    assertThat(changed.body().at("/data/0/plan").asText()).isEqualTo("Pro");
    assertThat(changed.body().at("/data/0/created_at"))
        .isEqualTo(created.body().at("/data/0/created_at"));
    assertThat(again.body().at("/data/0/created_at").isNull()).isTrue();
  }

  @Test
  void noHeaderAndNoParameterMakesAReadErase() throws Exception {
    Api.Answer posted = api.post("/event", "{\"customer_id\":\"over\",\"name\":\"n\"}");
    for (String method : List.of("GET", "HEAD")) {
      for (String header :
          List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
        BrokenRequests.answer(
            port,
            "%s /api/v1/customer/over HTTP/1.1\r\nHost: a\r\nAuthorization: Token %s\r\n%s: DELETE\r\nConnection: close\r\n\r\n"
                .formatted(method, key, header)
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
      }
      assertThat(api.get("/customer/over?_method=DELETE").status()).isEqualTo(400);
    }

    Api.Answer listed = api.getAfter(posted, "/event?customer_id=over");
    assertThat(listed.body().path("data")).hasSize(1);
  }

  @Test
  void brokenRequestsAreAnsweredInOurWords(RandomGenerator random) throws Exception {
    String authorization = "Authorization: Token " + key;
    for (String path :
        List.of(
            "/api/v1/event",
            "/api/v1/recommended-next-actions",
            "/docs",
            "/openapi.json",
            "/metrics")) {
      List<byte[]> requests = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        requests.add(BrokenRequests.draw(random, path, authorization));
      }
      for (byte[] request : requests) {
        String answer = BrokenRequests.answer(port, request);
        if (!answer.startsWith("HTTP/1.1 200")) {
          BrokenRequests.requireOwnWords(request, answer);
        }
      }
    }
  }

  private static Set<String> names(RandomGenerator random) {
    Set<String> names = new LinkedHashSet<>(OddNames.examples());
    for (int i = 0; i < 20; i++) {
      names.add(OddNames.draw(random, 255));
    }
    return names;
  }
}
