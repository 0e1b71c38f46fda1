package com.traitly.query.docs;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.spec.Specifications;
import com.traitly.contracts.topic.PublicTopics;
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
 * The table of all routes that describe the API and the topics. A file is read when it is first
 * requested: our own from beside this class, those of Swagger UI from its WebJar, the schemas of
 * topics from the contracts.
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

  /**
   * All routes.
   *
   * @param prefix start of all topic names
   * @param brokers where consumers connect, host:port
   */
  public static List<OpenRoute> all(String prefix, List<String> brokers) {
    return Stream.of(
            pages(prefix, brokers).stream(),
            GUIDES.stream().map(DocsRoutes::guide),
            new PublicTopics("").all().stream().map(topic -> schema(topic.name())))
        .flatMap(each -> each)
        .toList();
  }

  private static List<OpenRoute> pages(String prefix, List<String> brokers) {
    return List.of(
        route("/openapi.json", JSON, () -> Json.bytes(Specifications.openApi())),
        route("/asyncapi.json", JSON, () -> Json.bytes(Specifications.asyncApi(prefix, brokers))),
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

  private static OpenRoute schema(String topic) {
    String path = "/schemas/" + topic + ".json";
    return route(path, JSON, () -> read("/com/traitly/contracts" + path));
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
