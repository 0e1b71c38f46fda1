package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.Terminal;
import com.traitly.cli.view.GoalPage;
import com.traitly.contracts.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the demo is for, on one screen: how customers fare, who is close, who is at risk and what
 * would help, and the lookup behind it.
 *
 * @param survey what the API said
 * @param steps how many customers did what
 * @param webhooks what the receiver got
 * @param place where Traitly runs
 */
record LastScreen(
    Survey survey,
    List<FunnelStep> steps,
    WebhookInbox.Counts webhooks,
    CallsToRepeat.Place place) {
  /** A share as people read it. */
  static String percent(double share) {
    return share > 0 && share < 0.005 ? "<1 %" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** For people. */
  String text() {
    StringBuilder text = new StringBuilder();
    outcome(text);
    steps(text);
    closest(text);
    atRisk(text);
    return text.append(calls().text()).toString();
  }

  /** For programs: the same, not rounded. */
  ObjectNode json() {
    ObjectNode json = Json.object().put("type", "result");
    json.set("report", survey.report());
    json.put("expected_to_reach", survey.expected());
    json.put("quality", survey.quality());
    ArrayNode did = json.putArray("steps");
    for (FunnelStep step : steps) {
      did.addObject()
          .put("event_name", step.event())
          .put("customers", step.customers())
          .put("reached", step.subscribed());
    }
    ArrayNode closest = json.putArray("closest");
    survey.closest().forEach(each -> closest.add(json(each)));
    json.put("at_risk_count", survey.atRisk());
    ArrayNode helped = json.putArray("at_risk");
    survey.helped().forEach(each -> helped.add(json(each)));
    ObjectNode received = json.putObject("webhooks");
    webhooks.byObject().forEach(received::put);
    return json.put("lookup", calls().lookup());
  }

  /** The first customer at risk, or else the closest, is the one whom the calls are about. */
  private CallsToRepeat calls() {
    Optional<Prospect> subject =
        Stream.concat(survey.helped().stream(), survey.closest().stream()).findFirst();
    return new CallsToRepeat(place, subject, webhooks.all());
  }

  private static ObjectNode json(Prospect each) {
    return Json.object()
        .put("customer_id", each.customerId())
        .put("name", each.name())
        .put("goal_days_left", each.daysLeft())
        .put("likelihood", each.likelihood())
        .put("next_action", each.action())
        .put("likelihood_after", each.likelihoodAfter());
  }

  private void outcome(StringBuilder text) {
    long all = count("enrolled");
    line(
        text,
        "THE GOAL \"%s\": a customer on Trial or Freemium subscribes within 30 days.",
        DemoGoals.CONVERSION);
    line(text, "%n  %,7d        customers entered it in the last 60 days", all);
    share(text, count("reached"), all, "reached it%s".formatted(halfOfThem()));
    share(text, count("expired"), all, "did not within their 30 days");
    share(
        text,
        count("active"),
        all,
        count("active") == 0
            ? "have days left. The simulated days are over: delete %s and start again"
                .formatted(place.data())
            : "have days left; about %,.0f of them will reach it, by their likelihoods"
                .formatted(survey.expected()));
  }

  private String halfOfThem() {
    return survey.report().path("median_days_to_reach").isNumber()
        ? String.format(
            Locale.ROOT,
            ", half of them within %.0f days",
            survey.report().path("median_days_to_reach").asDouble())
        : "";
  }

  private void steps(StringBuilder text) {
    line(text, "%n  did within their 30 days    customers    of them reached it");
    step(text, "(all)", count("enrolled"), count("reached"), count("enrolled"));
    for (FunnelStep step : steps) {
      step(text, step.event(), step.customers(), step.subscribed(), step.all());
    }
  }

  private static void step(StringBuilder text, String what, long did, long reached, long all) {
    line(
        text,
        "  %-24s  %,7d   %5s   %8s",
        what,
        did,
        percent((double) did / Math.max(1, all)),
        percent((double) reached / Math.max(1, did)));
  }

  private void closest(StringBuilder text) {
    if (survey.closest().isEmpty()) {
      return;
    }
    line(text, "%nCLOSEST: those with the highest likelihood");
    line(text, "  likelihood  days left  customer   name                next action");
    for (Prospect each : survey.closest()) {
      line(
          text,
          "  %10s  %9d  %-9s  %-18s  %s",
          percent(each.likelihood()),
          each.daysLeft(),
          shown(each.customerId()),
          shown(each.name()),
          shown(each.action()));
    }
  }

  private void atRisk(StringBuilder text) {
    if (survey.closest().isEmpty()) {
      return;
    }
    line(
        text,
        "%nAT RISK: %,d of the %,d with days left are less than half as likely as the average (%s).",
        survey.atRisk(),
        count("active"),
        percent(survey.expected() / Math.max(1, count("active"))));
    if (!survey.helped().isEmpty()) {
      helped(text);
      sentence(text, survey.helped().getFirst());
    }
    caution(text);
  }

  private void helped(StringBuilder text) {
    line(text, "Those of them for whom the next action, done once, changes most:");
    line(
        text,
        "  likelihood  with it   gain  days left  customer   name                next action");
    for (Prospect each : survey.helped()) {
      line(
          text,
          "  %10s  %7s  %+5d  %9d  %-9s  %-18s  %s",
          percent(each.likelihood()),
          percent(each.likelihoodAfter()),
          points(each),
          each.daysLeft(),
          shown(each.customerId()),
          shown(each.name()),
          shown(each.action()));
    }
  }

  private void sentence(StringBuilder text, Prospect first) {
    line(
        text,
        "%nIN A SENTENCE: %,d customers are at risk, and the first to help is %s: with %d days left",
        survey.atRisk(),
        shown(first.name()),
        first.daysLeft());
    line(
        text,
        "the likelihood is %s, and would be %s after one \"%s\".",
        percent(first.likelihood()),
        percent(first.likelihoodAfter()),
        shown(first.action()));
  }

  private void caution(StringBuilder text) {
    line(
        text,
        "%nThe likelihoods are learnt from %,d customers whose 30 days are over: %s. A gain",
        survey.windows(),
        GoalPage.quality(survey.quality()));
    line(
        text,
        "says what goes along with success in these data; only an experiment can say what causes it.");
  }

  private long count(String field) {
    return survey.report().path(field).asLong();
  }

  private static void share(StringBuilder text, long part, long all, String what) {
    line(text, "  %,7d  %5s  %s", part, percent((double) part / Math.max(1, all)), what);
  }

  /** The difference of what is shown, so that nobody finds that it does not add up. */
  private static long points(Prospect each) {
    return Math.round(100 * each.likelihoodAfter()) - Math.round(100 * each.likelihood());
  }

  private static String shown(String text) {
    return Terminal.harmless(text);
  }

  @SuppressWarnings("AnnotateFormatMethod") // all formats are constants
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
