package com.traitly.query.docs;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.spec.Specifications;
import com.traitly.platform.route.OpenRoute;
import java.util.List;

/** The table of all routes that describe the API; a file is read when it is first requested. */
public final class DocsRoutes {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private DocsRoutes() {}

  /** All routes. */
  public static List<OpenRoute> all() {
    return List.of(
        route("/openapi.json", JSON, () -> Json.bytes(Specifications.openApi())),
        route("/asyncapi.json", JSON, () -> Json.bytes(Specifications.asyncApi())),
        route("/docs", HTML, () -> ClassPath.own("docs.html")),
        own("docs.css", CSS),
        own("docs.js", SCRIPT),
        own("topics.js", SCRIPT),
        own("favicon.svg", "image/svg+xml"),
        viewer("swagger-ui.css", CSS),
        viewer("swagger-ui-bundle.js", SCRIPT),
        viewer("swagger-ui-bundle.js.LICENSE.txt", TEXT));
  }

  private static OpenRoute own(String file, String mediaType) {
    return route("/docs/" + file, mediaType, () -> ClassPath.own(file));
  }

  private static OpenRoute viewer(String file, String mediaType) {
    return route("/docs/" + file, mediaType, () -> ClassPath.viewer(file));
  }

  private static OpenRoute route(String path, String mediaType, ServedFile.Content content) {
    return new OpenRoute(path, new ServedFile(mediaType, content));
  }
}
