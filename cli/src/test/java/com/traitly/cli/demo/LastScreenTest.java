package com.traitly.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastScreenTest {
  private static final int LINES = 54;
  private static final int COLUMNS = 110;

  @ParameterizedTest
  @CsvSource({"0,0 %", "0.0004,<1 %", "0.0051,1 %", "0.125,13 %", "0.994,99 %", "1,100 %"})
  void sharesAreRoundedForPeople(double share, String expected) {
    assertThat(LastScreen.percent(share)).isEqualTo(expected);
  }

  @Test
  void itSaysWhoIsCloseWhoIsAtRiskAndWhatHelps() {
    String text = screen(false, 10).text();

    assertThat(text).contains("3,000", "14 %  reached it, half of them within 11 days");
    assertThat(text).contains("about 97 of them will reach it");
    assertThat(text).contains("Invite Teammate", "40 %", "25 %");
    assertThat(text).contains("602 customers are at risk, and the first to help is Ada Berg 1");
    assertThat(text)
        .contains("the likelihood is 3 %, and would be 12 % after one \"Invite Teammate\"");
    assertThat(text)
        .contains("learnt from 1,425 customers whose 30 days are over: they may be relied on");
    assertThat(text).contains("4,000 webhooks");
  }

  /**
   * The gain is the difference of the two numbers beside it, not of what they were rounded from.
   */
  @Test
  void theGainAddsUp() {
    assertThat(screen(false, 10).text()).containsPattern(" 3 %\\s+12 %\\s+\\+9 ");
  }

  @Test
  void itFitsAScreen() {
    List<String> lines =
        screen(false, 10).text().lines().filter(line -> !line.startsWith("curl")).toList();

    assertThat(lines).hasSizeLessThan(LINES).allMatch(line -> line.length() < COLUMNS);
  }

  @Test
  void theLookupIsOneCommand() {
    assertThat(screen(false, 10).text())
        .contains(
            "\ncurl 'http://h:1/api/v1/recommended-next-action?customer_id=demo-0001"
                + "&goal_name=30-day%20Conversion' -H 'Authorization: Token trt_k'\n");
    assertThat(screen(true, 10).text()).contains("Without --once").doesNotContain("Ctrl-C");
  }

  @Test
  void namesCannotCommandTheTerminal() {
    Prospect odd = new Prospect("c", "A\u001b[2J", 3, 0.1, "x", 0.2);
    String text = screen(false, List.of(odd)).text();
    assertThat(text).doesNotContain("\u001b");
  }

  @Test
  void whenNobodyHasDaysLeftItSaysWhatToDo() {
    assertThat(screen(false, 0).text()).contains("delete /data/demo and start again");
  }

  @Test
  void programsGetItUnrounded() {
    JsonNode json = screen(false, 10).json();

    assertThat(json.at("/at_risk/0/likelihood").asDouble()).isEqualTo(0.0301);
    assertThat(json.path("closest")).hasSize(10);
    assertThat(json.at("/webhooks/goal-propensity-change").asInt()).isEqualTo(1_500);
  }

  @Test
  void whatThereIsNoneOfIsEmptyForProgramsAndLeftOutForPeople() {
    LastScreen screen = screen(false, List.of(), List.of(), Map.of());

    JsonNode json = screen.json();
    assertThat(json.required("closest").isArray()).isTrue();
    assertThat(json.required("at_risk").isArray()).isTrue();
    assertThat(json.required("webhooks").isObject()).isTrue();
    assertThat(screen.text()).doesNotContain("announced", "AT RISK", "CLOSEST");
  }

  @Test
  void whenNoActionHelpsItSaysWhoIsAtRiskAllTheSame() {
    Prospect idle = new Prospect("c", "Ada Berg", 3, 0.1, "", 0.1);

    assertThat(screen(false, List.of(idle), List.of(), Map.of()).text())
        .contains("AT RISK: 602 of the 1,388", "they may be relied on")
        .doesNotContain("IN A SENTENCE", "changes most");
  }

  private static LastScreen screen(boolean once, int customers) {
    return screen(
        once,
        IntStream.rangeClosed(1, customers)
            .mapToObj(each ->
                new Prospect(
                    "demo-%04d".formatted(each),
                    "Ada Berg " + each,
                    12,
                    0.0301,
                    "Invite Teammate",
                    0.1151))
            .toList());
  }

  private static LastScreen screen(boolean once, List<Prospect> prospects) {
    return screen(
        once,
        prospects,
        prospects,
        Map.of("goal-propensity-change", 1_500, "recommended-next-actions", 2_500));
  }

  private static LastScreen screen(
      boolean once,
      List<Prospect> prospects,
      List<Prospect> helped,
      Map<String, Integer> webhooks) {
    JsonNode report =
        Json.read(
            """
            {"enrolled": 3000, "reached": 412, "expired": 1200, "active": %d,
             "median_days_to_reach": 11.25}
            """
                .formatted(prospects.isEmpty() ? 0 : 1_388)
                .getBytes(UTF_8));
    return new LastScreen(
        new Survey(report, 1_425, "ok", 97.2, prospects, 602, helped),
        Collections.nCopies(4, new FunnelStep("Invite Teammate", 1_200, 300, 3_000)),
        new WebhookInbox.Counts(webhooks),
        new CallsToRepeat.Place("http://h:1", "trt_k", "/data/demo", once));
  }
}
