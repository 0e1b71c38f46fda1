package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;

/** Applies the steps of a plan, each only if nothing else changed what it is about. */
final class Application {
  private final TraitlyApi api;
  private final PrintWriter out;

  Application(TraitlyApi api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /**
   * Applies one step.
   *
   * @throws com.traitly.cli.api.ApiRefusal when it is refused, or was changed since the plan
   */
  void apply(Change change) throws IOException {
    String one = change.sort().path() + "/" + TraitlyApi.encoded(change.id());
    Map<String, String> version =
        change.etag() == null ? Map.of("If-None-Match", "*") : Map.of("If-Match", change.etag());
    ObjectNode body = change.body();
    if (body == null) {
      api.delete(one, version);
      out.println("Deleted the %s \"%s\".".formatted(change.sort().word(), change.name()));
    } else if (change.sort() == Sort.GOAL) {
      JsonNode saved = api.send("PUT", one, Json.bytes(body), version).json();
      out.println("Saved the goal \"%s\".".formatted(change.name()));
      for (JsonNode warning : saved.path("metadata").path("warnings")) {
        out.println("      warning: " + warning.path("message").asText());
      }
    } else if (change.action() == Change.Action.CREATE) {
      JsonNode created =
          api.create(change.sort().path(), Json.bytes(body)).json().path("data").path(0);
      out.println(
          "Created the endpoint \"%s\"; keep its secret, which is shown this once: %s"
              .formatted(change.name(), created.path("secret").asText()));
    } else {
      api.send("PATCH", one, Json.bytes(body), version);
      out.println("Changed the endpoint \"%s\".".formatted(change.name()));
    }
    out.flush();
  }
}
