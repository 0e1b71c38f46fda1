package com.traitly.testkit.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.ReceivedRequest;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks live answers and deliveries against the OpenAPI document. Thread-safe. */
public final class HttpContract {
  private static final Schemas SCHEMAS = new Schemas(OpenApi.document());
  private static final String PROBLEM = "application/problem+json";

  /** Headers of the connection and of any file: they say nothing of the API. */
  private static final Set<String> CARRIERS =
      Set.of(
          ":status",
          "allow",
          "connection",
          "content-type",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "date",
          "server",
          "vary",
          "cache-control",
          "content-security-policy",
          "x-content-type-options",
          "referrer-policy");

  private static final Set<String> DESCRIBED = OpenApi.answerHeaders();

  private final List<String> problems = new ArrayList<>();

  private HttpContract() {}

  /**
   * Returns an answer when it is as described: its status, media type, headers and body.
   *
   * @throws AssertionError naming all that is not
   */
  public static <T> HttpResponse<T> check(HttpResponse<T> answer) {
    new HttpContract().checkAnswer(answer);
    return answer;
  }

  /**
   * Checks a delivery that a receiver got: its headers and body.
   *
   * @throws AssertionError naming all that is not as described
   */
  public static void check(ReceivedRequest delivery) {
    JsonNode body = Json.read(delivery.bodyBytes());
    String object = body.path("object").asText();
    JsonNode post = OpenApi.document().path("webhooks").path(object).path("post");
    HttpContract contract = new HttpContract();
    contract.require(!post.isMissingNode(), "no webhook is called '" + object + "'");
    for (JsonNode parameter : post.path("parameters")) {
      contract.checkHeader(
          parameter.path("name").asText(),
          parameter,
          delivery.header(parameter.path("name").asText()));
    }
    contract.checkBody(post.at("/requestBody/content"), "application/json", body);
    contract.finish("webhook " + delivery.body());
  }

  private void checkAnswer(HttpResponse<?> answer) {
    String method = answer.request().method();
    String path = answer.uri().getRawPath();
    Optional<OpenApi.Operation> operation = OpenApi.serving(method, path);
    if (operation.isPresent()) {
      JsonNode response =
          OpenApi.resolved(
              operation
                  .get()
                  .description()
                  .path("responses")
                  .path(Integer.toString(answer.statusCode())));
      require(!response.isMissingNode(), "the status is not described");
      checkResponse(answer, response);
    } else {
      require(answer.statusCode() >= 400, "nothing described is served here");
      checkResponse(answer, OpenApi.document().at("/components/responses/NotFound"));
    }
    finish(method + " " + answer.uri() + " -> " + answer.statusCode() + " " + text(answer.body()));
  }

  private void checkResponse(HttpResponse<?> answer, JsonNode response) {
    HttpHeaders headers = answer.headers();
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      checkHeader(
          header.getKey(),
          OpenApi.resolved(header.getValue()),
          headers.firstValue(header.getKey()));
    }
    for (String name : headers.map().keySet()) {
      String lowered = name.toLowerCase(Locale.ROOT);
      require(
          CARRIERS.contains(lowered) || DESCRIBED.contains(lowered),
          "the header " + name + " is described nowhere");
    }
    String type = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    String body = text(answer.body());
    if (answer.request().method().equals("HEAD") || !response.has("content")) {
      require(body.isEmpty(), "no body is described");
    } else if (type.endsWith("json")) {
      checkBody(response.path("content"), type, Json.read(body.getBytes(StandardCharsets.UTF_8)));
      require(
          !type.equals(PROBLEM) || body.contains("\"status\":" + answer.statusCode()),
          "the problem repeats another status");
    } else {
      require(response.path("content").has(type), "the media type '" + type + "' is not described");
    }
  }

  private void checkHeader(String name, JsonNode header, Optional<String> value) {
    if (value.isEmpty()) {
      require(!header.path("required").asBoolean(), "the header " + name + " is missing");
      return;
    }
    JsonNode schema = header.path("schema");
    boolean number =
        schema.path("type").asText().equals("integer") && value.get().matches("\\d{1,18}");
    JsonNode read =
        number ? LongNode.valueOf(Long.parseLong(value.get())) : TextNode.valueOf(value.get());
    SCHEMAS.problems(schema, read).forEach(each -> problems.add("header " + name + ": " + each));
  }

  private void checkBody(JsonNode content, String type, JsonNode body) {
    JsonNode schema = content.path(type).path("schema");
    require(!schema.isMissingNode(), "the media type '" + type + "' is not described");
    if (!schema.isMissingNode()) {
      problems.addAll(SCHEMAS.problems(schema, body));
    }
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      problems.add(otherwise);
    }
  }

  private void finish(String what) {
    if (!problems.isEmpty()) {
      throw new AssertionError(
          what + "\nis not as the OpenAPI document says: " + String.join("; ", problems));
    }
  }

  private static String text(Object body) {
    return body instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : body instanceof String string ? string : "";
  }
}
