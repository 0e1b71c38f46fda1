package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.KEYS;
import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.contracts.wire.webhook.EndpointJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRoutesTest {
  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private String path = "";
  private String first = "";

  @BeforeEach
  void create() throws Exception {
    JsonNode item =
        json(gateway.post("/api/webhook", "{\"url\":\"https://a.example\"}")).at("/data/0");
    path = "/api/webhook/" + item.path("id").asText();
    first = item.path("secret").asText();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private Endpoint stored() {
    return gateway.sent(TOPICS.webhooks()).getLast();
  }

  private List<String> signing(long now) {
    Endpoint endpoint = stored();
    return endpoint.secrets().stream()
        .filter(each -> each.signsAt(now))
        .map(each -> KEYS.open(each.sealed(), endpoint.id()))
        .toList();
  }

  private String rotate(String body) throws Exception {
    HttpResponse<String> answer = gateway.post(path + "/rotate-secret", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).at("/data/0/secret").asText();
  }

  @Test
  void pausesAndResumesKeepingAllElse() throws Exception {
    Endpoint before = stored();
    assertThat(gateway.post(path + "/pause", "").statusCode()).isEqualTo(200);
    assertThat(stored()).isEqualTo(before.withPaused(true));
    assertThat(stored().delivers()).isFalse();

    assertThat(gateway.post(path + "/resume", "{}").statusCode()).isEqualTo(200);
    assertThat(stored()).isEqualTo(before);
  }

  @Test
  void bothSecretsSignDuringTheOverlapAndOneAfterIt() throws Exception {
    String second = rotate("{\"overlap_seconds\":60}");

    assertThat(second).startsWith("whsec_").isNotEqualTo(first);
    assertThat(signing(NOW)).containsExactly(second, first);
    assertThat(signing(NOW + 59)).containsExactly(second, first);
    assertThat(signing(NOW + 60)).containsExactly(second);
  }

  @Test
  void theOverlapIsADayUnlessSaid() throws Exception {
    // What generated clients send when the body is left out.
    String second = rotate("null");

    assertThat(signing(NOW + 86_399)).containsExactly(second, first);
    assertThat(signing(NOW + 86_400)).containsExactly(second);
  }

  @Test
  void anOverlapOfZeroEndsAllEarlierSecrets() throws Exception {
    rotate("{\"overlap_seconds\":600}");
    String third = rotate("{\"overlap_seconds\":0}");

    assertThat(stored().secrets()).hasSize(1);
    assertThat(signing(NOW)).containsExactly(third);
  }

  @Test
  void aShorterOverlapShortensAnEarlierOne() throws Exception {
    String second = rotate("{\"overlap_seconds\":600}");
    String third = rotate("{\"overlap_seconds\":60}");

    assertThat(signing(NOW + 59)).containsExactly(third, second, first);
    assertThat(signing(NOW + 60)).containsExactly(third);
  }

  @Test
  void noMoreThanFiveSignAtOnce() throws Exception {
    for (int i = 0; i < 4; i++) {
      rotate("");
    }
    HttpResponse<String> refused = gateway.post(path + "/rotate-secret", "");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("detail").asText()).contains("overlap_seconds 0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a.example",
        "https://me@a.example",
        "https://me:pw@a.example",
        "https://a.example#x",
        "//a.example",
        "https:///x",
        "https://a.example:0/",
        "https://a.example:70000/",
        "file:///etc/passwd",
        "https://a b"
      })
  void refusesAUrl(String url) throws Exception {
    HttpResponse<String> refused = gateway.post("/api/webhook", "{\"url\":\"" + url + "\"}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo("/url");
  }

  private Destination destination() {
    Endpoint endpoint = stored();
    return Destination.read(
        KEYS.open(endpoint.destination().sealed(), Destination.owner(endpoint.id())));
  }

  @Test
  void sealsWhereItIsAndShowsItMaskedToEverybody() throws Exception {
    String url = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX";
    HttpResponse<String> created =
        gateway.post(
            "/api/webhook",
            "{\"url\":\"%s\",\"headers\":{\"Authorization\":\"Bearer s3cret\"}}".formatted(url));

    assertThat(created.body()).doesNotContain("XXXX").doesNotContain("s3cret");
    assertThat(json(created).at("/data/0/headers/Authorization").asText()).isEqualTo("***");
    assertThat(EndpointJson.record(stored()).toString())
        .doesNotContain("XXXX")
        .doesNotContain("s3cret");
    assertThat(destination())
        .isEqualTo(new Destination(url, Map.of("Authorization", "Bearer s3cret")));
  }

  @Test
  void rotatingSealsAllAgainSoThatAnOlderMasterKeyCanGo() throws Exception {
    Endpoint before = stored();
    rotate("{\"overlap_seconds\":0}");

    assertThat(stored().destination().sealed()).isNotEqualTo(before.destination().sealed());
    assertThat(destination().url()).isEqualTo("https://a.example/");
  }

  @Test
  void whatIsShownCanBeSentBackAndMeansTheSame() throws Exception {
    gateway.send(
        "PATCH",
        path,
        "{\"url\":\"https://b.example/?token=abc\",\"headers\":{\"X-Key\":\"k\",\"X-Two\":\"t\"}}");
    Endpoint before = stored();
    JsonNode shown = json(gateway.send("PATCH", path, "{\"rate_limit\":5}")).at("/data/0");
    HttpResponse<String> back = gateway.send("PATCH", path, shown.toString());

    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    assertThat(stored().destination()).isEqualTo(before.destination());

    gateway.send("PATCH", path, "{\"headers\":{\"x-key\":\"***\",\"X-New\":\"n\"}}");
    assertThat(destination())
        .isEqualTo(
            new Destination("https://b.example/?token=abc", Map.of("x-key", "k", "X-New", "n")));
    gateway.send("PATCH", path, "{\"url\":\"https://c.example\"}");
    assertThat(destination().url()).isEqualTo("https://c.example/");
    assertThat(destination().headers()).containsEntry("x-key", "k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"enabled\":null} | /enabled | true or false",
        "{\"paused\":null} | /paused | true or false",
        "{\"enabled\":\"true\"} | /enabled | true or false",
        "{\"enabeld\":false} | /enabeld | known are coalesce, enabled,",
        "{\"secret\":\"whsec_x\"} | /secret | known are",
        "{\"id\":\"wh_other\"} | /id | ours to say",
        "{\"created_at\":\"1\"} | /created_at | ours to say",
        "{\"url\":null} | /url | required",
        "{\"url\":\"https://b.example/***\"} | /url | whole address",
        "{\"headers\":{\"X-None\":\"***\"}} | /headers/X-None | its value",
        "{\"filter\":{\"liklihood\":{}}} | /filter/liklihood | known are",
      })
  void refusesAChangeThatWouldNotDoWhatItSays(String body, String pointer, String why)
      throws Exception {
    int sent = gateway.sent(TOPICS.webhooks()).size();
    HttpResponse<String> refused = gateway.send("PATCH", path, body);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(json(refused).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(refused.body()).contains(why);
    assertThat(gateway.sent(TOPICS.webhooks())).hasSize(sent);
  }

  @Test
  void refusesFieldsThatNobodyKnows() throws Exception {
    for (String body :
        List.of(
            "{\"url\":\"https://a.example\",\"rate_limits\":5}",
            "{\"url\":\"https://a.example\",\"id\":\"wh_1\"}")) {
      HttpResponse<String> refused = gateway.post("/api/webhook", body);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("known are").contains("rate_limit");
    }
    HttpResponse<String> rotation = gateway.post(path + "/rotate-secret", "{\"overlap_second\":0}");
    assertThat(rotation.statusCode()).isEqualTo(400);
    assertThat(rotation.body()).contains("known are overlap_seconds");
    HttpResponse<String> replay = gateway.post(path + "/replay", "{\"since\":1,\"dryrun\":true}");
    assertThat(replay.statusCode()).isEqualTo(400);
    assertThat(replay.body()).contains("dry_run");
  }

  @Test
  void showsTheAddressInTheFormInWhichItIsSent() throws Exception {
    HttpResponse<String> created =
        gateway.post("/api/webhook", "{\"url\":\"HTTPS://My_Host.Example:443/\u65e5\u672c/./x\"}");

    assertThat(json(created).at("/data/0/url").asText())
        .isEqualTo("https://my_host.example/%E6%97%A5%E6%9C%AC/x");
    assertThat(destination().url()).isEqualTo("https://my_host.example/%E6%97%A5%E6%9C%AC/x");
  }

  @Test
  void switchingOnBeginsANewActivation() throws Exception {
    gateway.send("PATCH", path, "{\"enabled\":true}");
    assertThat(stored().activation()).isEqualTo(1);
    gateway.send("PATCH", path, "{\"rate_limit\":5}");
    assertThat(stored().activation()).isEqualTo(1);
  }

  @Test
  void saysWhatAFilterOnLikelihoodLetsThrough() throws Exception {
    HttpResponse<String> answer =
        gateway.send("PATCH", path, "{\"filter\":{\"likelihood\":{\"below\":0.3}}}");

    assertThat(stored().interest().filter().takes(0.29)).isTrue();
    assertThat(stored().interest().filter().takes(0.3)).isFalse();
    assertThat(json(answer).at("/metadata/warnings/0/pointer").asText())
        .isEqualTo("/filter/likelihood");
    gateway.send("PATCH", path, "{\"filter\":null}");
    assertThat(stored().interest().filter().onLikelihood()).isFalse();
  }

  @Test
  void nothingShowsASecretTwice() throws Exception {
    String second = rotate("");
    for (String body :
        List.of(
            gateway.send("PATCH", path, "{}").body(),
            gateway.post(path + "/pause", "").body(),
            gateway.send("PATCH", path, "{\"url\":7}").body(),
            gateway.send("DELETE", path, "").body())) {
      assertThat(body).doesNotContain(first).doesNotContain(second).doesNotContain("sealed");
    }
  }
}
