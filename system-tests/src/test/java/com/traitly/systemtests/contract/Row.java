package com.traitly.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.systemtests.caller.Call;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One row of a table: a request and everything that its answer must have. */
final class Row {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
  private static final List<String> PROBLEM =
      List.of("type", "title", "status", "detail", "instance", "code", "request_id");

  final String name;
  Call call;
  private final int status;
  private final String code;
  private final List<Check> checks = new ArrayList<>();
  private final List<String[]> keeps = new ArrayList<>();
  private boolean metadata;

  /** Checks one part of an answer. */
  private interface Check {
    void see(JsonNode body, HttpResponse<byte[]> response);
  }

  private Row(String name, Call call, int status, String code) {
    this.name = name;
    this.call = call;
    this.status = status;
    this.code = code;
  }

  /** Makes a row whose answer is not an error. */
  static Row row(String name, Call call, int status) {
    return new Row(name, call, status, "");
  }

  /** Makes a row whose answer is a problem. */
  static Row row(String name, Call call, int status, String code) {
    return new Row(name, call, status, code);
  }

  /** Expects this value at a JSON pointer, as JSON text, digit for digit. */
  Row at(String pointer, String json) {
    checks.add((body, response) ->
        assertThat(body.at(pointer).isMissingNode() ? "absent" : body.at(pointer).toString())
            .as(pointer)
            .isEqualTo(json));
    return this;
  }

  /** Expects the text at a pointer to match a pattern. */
  Row matches(String pointer, String pattern) {
    checks.add((body, response) ->
        assertThat(body.at(pointer).asText("")).as(pointer).matches(Pattern.compile(pattern)));
    return this;
  }

  /** Expects exactly these keys. */
  Row keys(String pointer, String... keys) {
    checks.add((body, response) -> {
      TreeSet<String> found = new TreeSet<>();
      body.at(pointer).fieldNames().forEachRemaining(found::add);
      assertThat(found).as(pointer).isEqualTo(new TreeSet<>(Arrays.asList(keys)));
    });
    return this;
  }

  /** Expects this many elements. */
  Row size(String pointer, int size) {
    checks.add((body, response) -> assertThat(body.at(pointer)).as(pointer).hasSize(size));
    return this;
  }

  /** Expects these texts in one field of all items. */
  Row items(String field, String... values) {
    checks.add((body, response) -> {
      List<String> found = new ArrayList<>();
      body.path("data").forEach(item -> found.add(item.path(field).asText()));
      assertThat(found).as(field).containsExactly(values);
    });
    return this;
  }

  /** Expects a header of the answer to match a pattern. */
  Row header(String header, String pattern) {
    checks.add((body, response) ->
        assertThat(response.headers().firstValue(header).orElse(""))
            .as(header)
            .matches(Pattern.compile(pattern)));
    return this;
  }

  /** Expects exactly these problems in any order, as pairs of pointer and code. */
  Row errors(String... pairs) {
    checks.add((body, response) -> {
      List<String> found = new ArrayList<>();
      body.path("errors")
          .forEach(each -> {
            found.add(each.path("pointer").asText() + " " + each.path("code").asText());
            assertThat(each.path("message").asText()).isNotBlank();
          });
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < pairs.length; i += 2) {
        expected.add(pairs[i] + " " + pairs[i + 1]);
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    });
    return this;
  }

  /** Sends the request with this key instead of the one of the product's first account. */
  Row as(String key) {
    call = call.as("Token " + key);
    return this;
  }

  /** Allows metadata other than {@code {}}. */
  Row metadata() {
    metadata = true;
    return this;
  }

  /** Keeps the text at a pointer for later rows; the pointer {@code header:X} means a header. */
  Row keep(String as, String pointer) {
    keeps.add(new String[] {as, pointer});
    return this;
  }

  /**
   * Says whether the row expects this status, so that a 503 is not taken for a service that is
   * behind.
   */
  boolean expects(int other) {
    return status == other;
  }

  /** Checks an answer against the row and against what every answer must have. */
  void check(HttpResponse<byte[]> response, Map<String, String> kept) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(status);
    assertThat(response.headers().firstValue("Request-Id").orElse(""))
        .matches("[A-Za-z0-9._-]{1,64}");
    JsonNode body = text.isEmpty() ? Json.object() : Json.read(response.body());
    if (!call.method().equals("HEAD") && status != 304) {
      assertThat(response.headers().firstValue("Content-Type"))
          .contains(code.isEmpty() ? "application/json" : "application/problem+json");
      if (code.isEmpty()) {
        checkEnvelope(body);
      } else {
        checkProblem(body, response);
      }
    }
    checks.forEach(each -> each.see(body, response));
    for (String[] keep : keeps) {
      kept.put(
          keep[0],
          keep[1].startsWith("header:")
              ? response.headers().firstValue(keep[1].substring(7)).orElseThrow()
              : body.at(keep[1]).asText());
    }
  }

  private void checkEnvelope(JsonNode body) {
    if (!body.has("metadata")) {
      return;
    }
    String time = call.method().equals("GET") ? "retrieved" : "created";
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("data", "metadata", time, "object");
    assertThat(body.path(time).textValue()).matches(SECONDS);
    if (!metadata) {
      assertThat(body.path("metadata").toString()).isEqualTo("{}");
    }
  }

  private void checkProblem(JsonNode body, HttpResponse<byte[]> response) {
    assertThat(body.path("code").asText()).as(body.toString()).isEqualTo(code);
    assertThat(body.fieldNames()).toIterable().containsAll(PROBLEM);
    assertThat(body.fieldNames())
        .toIterable()
        .allMatch(key -> PROBLEM.contains(key) || key.equals("errors"));
    assertThat(body.path("status").intValue()).isEqualTo(status);
    assertThat(body.path("detail").asText()).isNotBlank();
    assertThat(body.path("title").asText()).isNotBlank();
    assertThat(body.path("instance").asText()).startsWith("/");
    assertThat(response.headers().firstValue("Request-Id"))
        .contains(body.path("request_id").asText());
  }

  @Override
  public String toString() {
    return name;
  }
}
