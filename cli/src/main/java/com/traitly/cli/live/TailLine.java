package com.traitly.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.cli.Terminal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An item of a stream as a line for people.
 *
 * @param item as the server sent it
 * @param coloured whether the terminal shows colours
 */
record TailLine(JsonNode item, boolean coloured) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final int GREEN = 32;
  private static final int YELLOW = 33;
  private static final int RED = 31;
  private static final int CYAN = 36;
  private static final int GREY = 90;

  String text(TailCommand.What what) {
    return switch (what) {
      case EVENTS ->
          line("received_at", customer(item), paint(CYAN, said(item, "name")), properties());
      case PREDICTIONS ->
          line(
              "timestamp",
              customer(item.path("meta")),
              said(item.path("meta"), "goal_name"),
              prediction());
      case DELIVERIES ->
          line(
              "attempted_at",
              customer(item),
              said(item, "object"),
              "attempt " + item.path("attempt").asInt(),
              outcome(),
              item.path("milliseconds").asLong() + " ms");
      case REJECTED ->
          line(
              "rejected_at",
              paint(RED, said(item, "object")),
              customer(item),
              said(item, "name"),
              said(item, "code"),
              said(item, "message"));
    };
  }

  private String line(String time, String... parts) {
    List<String> shown = new ArrayList<>();
    long at = item.path(time).asLong();
    shown.add(paint(GREY, TIME.format(Instant.ofEpochSecond(at))));
    for (String part : parts) {
      if (!part.isEmpty()) {
        shown.add(part);
      }
    }
    return String.join("  ", shown);
  }

  private static String customer(JsonNode of) {
    return String.format(Locale.ROOT, "%-12s", said(of, "customer_id"));
  }

  private String properties() {
    return item.path("properties")
        .propertyStream()
        .map(each -> Terminal.harmless(each.getKey() + "=" + each.getValue().asText("…")))
        .collect(Collectors.joining(" "));
  }

  private String prediction() {
    JsonNode data = item.path("data");
    JsonNode likelihood = data.path(0).path("likelihood");
    if (likelihood.isNumber()) {
      return paint(
          GREEN, String.format(Locale.ROOT, "likelihood %.0f %%", 100 * likelihood.asDouble()));
    }
    List<String> actions = new ArrayList<>();
    data.forEach(action ->
        actions.add(
            String.format(
                Locale.ROOT,
                "%s %.0f %%",
                said(action, "event_name"),
                100 * action.path("importance").asDouble())));
    return actions.isEmpty() ? "nothing to recommend" : "next: " + String.join(", ", actions);
  }

  private String outcome() {
    String outcome = item.path("outcome").asText();
    String status =
        item.path("status").isNumber() ? item.path("status").asText() : said(item, "detail");
    return switch (outcome) {
      case "delivered" -> paint(GREEN, "delivered, " + status);
      case "retry_later" -> paint(YELLOW, "tried again later, " + status);
      default -> paint(RED, "given up, " + status);
    };
  }

  private static String said(JsonNode of, String field) {
    return Terminal.harmless(of.path(field).asText(""));
  }

  private String paint(int colour, String text) {
    return coloured && !text.isEmpty() ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
