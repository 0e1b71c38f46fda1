package com.traitly.query.docs;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.spec.Specifications;
import com.traitly.platform.route.OpenRoute;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The table of all routes that describe the API. A file is read when it is first requested: our own
 * from beside this class, those of Swagger UI from its WebJar.
 */
public final class DocsRoutes {
  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private static final String VIEWER = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  /** Pages of the directory docs that help whoever uses the API. */
  private static final List<String> GUIDES =
      List.of("goals", "prediction", "webhooks", "importing", "api", "glossary");

  private DocsRoutes() {}

  /** All routes. */
  public static List<OpenRoute> all() {
    return Stream.concat(page().stream(), GUIDES.stream().map(DocsRoutes::guide)).toList();
  }

  private static List<OpenRoute> page() {
    return List.of(
        route("/openapi.json", JSON, () -> Json.bytes(Specifications.openApi())),
        route("/asyncapi.json", JSON, () -> Json.bytes(Specifications.asyncApi())),
        route("/docs", HTML, () -> read("docs.html")),
        own("docs.css", CSS),
        own("docs.js", SCRIPT),
        own("calls.js", SCRIPT),
        own("navigation.js", SCRIPT),
        own("topics.js", SCRIPT),
        own("favicon.svg", "image/svg+xml"),
        viewer("swagger-ui.css", CSS),
        viewer("swagger-ui-bundle.js", SCRIPT),
        viewer("swagger-ui-bundle.js.LICENSE.txt", TEXT));
  }

  /** A guide as its author wrote it: Markdown, which browsers show as text. */
  private static OpenRoute guide(String name) {
    return route("/docs/guide/" + name, TEXT, () -> read("guide/" + name + ".md"));
  }

  private static OpenRoute own(String file, String mediaType) {
    return route("/docs/" + file, mediaType, () -> read(file));
  }

  private static OpenRoute viewer(String file, String mediaType) {
    return route("/docs/" + file, mediaType, () -> readViewer(file));
  }

  private static OpenRoute route(String path, String mediaType, Supplier<byte[]> content) {
    return new OpenRoute(path, new ServedFile(mediaType, content));
  }

  /** A file of Swagger UI; a WebJar has its version in the path. */
  private static byte[] readViewer(String file) {
    Properties pom = new Properties();
    try {
      pom.load(new ByteArrayInputStream(read(VIEWER)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read(
        "/META-INF/resources/webjars/swagger-ui/%s/%s".formatted(pom.getProperty("version"), file));
  }

  private static byte[] read(String resource) {
    try (InputStream in = DocsRoutes.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
