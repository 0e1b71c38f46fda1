package com.traitly.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.Terminal;
import com.traitly.contracts.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says what a listener does: to people in sentences, to programs a JSON object a line. Thread-safe.
 */
final class ListenOutput {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean bodies;

  /**
   * Writes to these.
   *
   * @param bodies whether the bodies of webhooks are shown
   */
  ListenOutput(PrintWriter out, PrintWriter err, boolean json, boolean bodies) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.bodies = bodies;
  }

  synchronized void registered(String endpointId, String secret, @Nullable String forwardTo) {
    if (json) {
      print(
          Json.object()
              .put("type", "listening")
              .put("endpoint_id", endpointId)
              .put("secret", secret)
              .put("forward_to", forwardTo));
      return;
    }
    out.println(
        forwardTo == null
            ? "Webhooks are shown here and answered 200."
            : "Webhooks are forwarded to %s.".formatted(forwardTo));
    out.println("  endpoint  " + endpointId);
    out.println("  secret    " + secret);
    out.println("Ctrl-C ends it and removes the endpoint.");
    out.flush();
  }

  synchronized void connected(boolean again) {
    if (json) {
      print(Json.object().put("type", "connected").put("again", again));
    } else if (again) {
      out.println("-- connected again --");
      out.flush();
    }
  }

  /** A webhook was forwarded, or was not because it had been taken before. */
  synchronized void forwarded(
      JsonNode request, LocalProgram.Reply reply, boolean known, long millis) {
    String body = request.path("body").asText();
    JsonNode read = Json.read(body.getBytes(StandardCharsets.UTF_8));
    if (json) {
      ObjectNode line =
          Json.object()
              .put("type", "webhook")
              .put("delivery_id", request.path("delivery_id").asText())
              .put("attempt_id", request.path("id").asText())
              .put("forwarded", !known)
              .put("status", reply.status())
              .put("detail", reply.detail())
              .put("milliseconds", millis);
      line.set("body", read);
      print(line);
      return;
    }
    String answer =
        reply.status() == null ? reply.detail() : reply.status() + " in " + millis + " ms";
    out.println(
        Terminal.harmless(
            String.format(
                Locale.ROOT,
                "%s  %s  %s  -> %s",
                read.path("object").asText(),
                read.path("meta").path("customer_id").asText(),
                read.path("meta").path("goal_name").asText(),
                known ? "taken before, not forwarded again" : answer)));
    if (bodies) {
      out.println("  " + Terminal.harmless(body));
    }
    out.flush();
  }

  synchronized void trouble(String sentence) {
    err.println("listen: " + sentence);
    err.flush();
  }

  private void print(JsonNode line) {
    out.println(line);
    out.flush();
  }
}
