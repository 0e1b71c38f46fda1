package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.Terminal;
import com.traitly.contracts.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says what the demo does: to people one line a step, which on a terminal shows how far it is; to
 * programs a JSON object a line. Thread-safe.
 */
final class DemoOutput implements AutoCloseable {
  private static final long ON_TERMINAL = 200_000_000L;
  private static final long IN_LINES = 5_000_000_000L;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean json;
  private final boolean inPlace;
  private final long every;
  private String step = "";
  private long began;
  private long lastShown;

  /** Writes to this. */
  DemoOutput(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
    inPlace = !json && Terminal.hasColours();
    every = inPlace ? ON_TERMINAL : IN_LINES;
  }

  /** A step begins; the one before is over. */
  synchronized void begin(String what) {
    finishLine();
    step = what;
    began = System.nanoTime();
    lastShown = began;
    if (json) {
      print(Json.object().put("type", "step").put("step", what));
    } else if (inPlace) {
      out.print(what + " …");
      out.flush();
    } else {
      line(what + " …");
    }
  }

  /** How far the step is; shown now and then. */
  synchronized void progress(String far) {
    long now = System.nanoTime();
    if (step.isEmpty() || now - lastShown < every) {
      return;
    }
    lastShown = now;
    if (json) {
      print(Json.object().put("type", "progress").put("step", step).put("progress", far));
    } else if (inPlace) {
      out.print(CLEAR_LINE + step + " … " + far);
      out.flush();
    } else {
      line("  " + far);
    }
  }

  /** The step is over, with this result. */
  synchronized void end(String sentence) {
    double seconds = step.isEmpty() ? 0 : (System.nanoTime() - began) / 1e9;
    if (inPlace && !step.isEmpty()) {
      out.print(CLEAR_LINE);
    }
    step = "";
    if (json) {
      print(Json.object().put("type", "done").put("text", sentence));
    } else {
      line(seconds < 1 ? sentence : String.format(Locale.ROOT, "%s (%.0f s)", sentence, seconds));
    }
  }

  /** Traitly runs. */
  synchronized void started(String url, String apiKey) {
    if (json) {
      step = "";
      print(Json.object().put("type", "started").put("url", url).put("api_key", apiKey));
    } else {
      end("Traitly is ready at %s.".formatted(url));
    }
  }

  /** What it was all for. */
  synchronized void show(LastScreen screen) {
    finishLine();
    if (json) {
      print(screen.json());
    } else {
      line("\n" + screen.text());
    }
  }

  /** A webhook arrived. */
  synchronized void webhook(JsonNode body) {
    if (json) {
      ObjectNode shown = Json.object().put("type", "webhook");
      shown.set("body", body);
      print(shown);
      return;
    }
    JsonNode meta = body.path("meta");
    line(
        Terminal.harmless(
            String.format(
                Locale.ROOT,
                "webhook  %s  %s  %s: %s",
                body.path("object").asText(),
                meta.path("customer_id").asText(),
                meta.path("goal_name").asText(),
                content(body.path("data")))));
  }

  @Override
  public synchronized void close() {
    finishLine();
    out.flush();
  }

  private void finishLine() {
    if (inPlace && !step.isEmpty()) {
      out.println();
    }
    step = "";
  }

  private void print(JsonNode one) {
    out.println(one);
    out.flush();
  }

  private void line(String text) {
    out.println(text);
    out.flush();
  }

  private static String content(JsonNode data) {
    JsonNode likelihood = data.path(0).path("likelihood");
    if (likelihood.isNumber()) {
      return "likelihood " + LastScreen.percent(likelihood.asDouble());
    }
    List<String> actions = new ArrayList<>();
    data.forEach(action ->
        actions.add(
            "%s (importance %s)"
                .formatted(
                    action.path("event_name").asText(),
                    LastScreen.percent(action.path("importance").asDouble()))));
    return actions.isEmpty() ? "nothing to recommend" : String.join(", ", actions);
  }
}
