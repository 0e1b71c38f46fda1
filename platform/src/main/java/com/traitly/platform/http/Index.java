package com.traitly.platform.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.route.OpenRoute;
import com.traitly.platform.route.RouteTable;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where to go from the root of a server: browsers are led on, other clients get links. */
final class Index {
  private static final String DOCS = "/docs";
  private static final List<String> LISTED = List.of(DOCS, "/openapi.json", "/asyncapi.json");

  private final boolean hasDocs;
  private final byte[] links;

  private Index(Set<String> open, boolean hasApi) {
    hasDocs = open.contains(DOCS);
    ObjectNode json = Json.object().put("name", "traitly");
    ObjectNode paths = json.putObject("links");
    if (hasApi) {
      paths.put("api", RouteTable.BASES.getFirst());
    }
    LISTED.stream()
        .filter(open::contains)
        .forEach(path -> paths.put(path.replaceAll("^/|\\.json$", ""), path));
    paths.put("health", "/health/ready").put("metrics", "/metrics");
    links = Json.bytes(json);
  }

  /** The route of the root. */
  static OpenRoute of(HttpServer.Content content) {
    Set<String> open = content.open().stream().map(OpenRoute::path).collect(Collectors.toSet());
    return new OpenRoute("/", new Index(open, !content.routes().isEmpty())::answer);
  }

  private void answer(Context ctx) {
    String accept = ctx.header("Accept");
    if (hasDocs && accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html")) {
      ctx.header("Location", DOCS).status(302);
    } else {
      Answers.json(ctx, 200, links);
    }
    ctx.header("Vary", "Accept");
  }
}
