package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.contract.Row.row;

import com.traitly.systemtests.caller.Call;
import java.util.List;

/**
 * Contract section 1 without query parameters and limits: addresses, keys, bodies, times, names.
 */
final class ContractGround {
  private static final String EVENT = "{\"customer_id\":\"g1\",\"name\":\"Ground\"}";
  private static final String UTC = "\"1493933699\"";

  private static final String FORM = "application/x-www-FORM-urlencoded";
  private static final List<Row> BODIES =
      List.of(
          row("form content type", post("/event", EVENT).with("Content-Type", FORM), 201),
          row("any content type", post("/event", EVENT).with("Content-Type", "a/b"), 201),
          row("a content type that is none", post("/event", EVENT).with("Content-Type", "x"), 201),
          row(
              "form parameters are never read",
              post("/event", "customer_id=1&name=a").with("Content-Type", FORM),
              400,
              "malformed_json"),
          row("gzip", post("/event", EVENT).gzip(), 201),
          row(
              "gzip that is none",
              post("/event", EVENT).with("Content-Encoding", "gzip"),
              400,
              "malformed_json"),
          row(
              "an unknown encoding",
              post("/event", EVENT).with("Content-Encoding", "br"),
              400,
              "invalid_parameter"),
          row("the caller's request id", post("/event", EVENT).with("Request-Id", "mine-1"), 201)
              .header("Request-Id", "mine-1"),
          row("a request id that is not sane", get("/event").with("Request-Id", "a b<c>"), 200)
              .metadata()
              .header("Request-Id", "[A-Za-z0-9._-]+"),
          row(
                  "the request id of an error",
                  get("/none").with("Request-Id", "mine-2"),
                  404,
                  "not_found")
              .at("/request_id", "\"mine-2\""),
          row("a request id of our own", get("/none"), 404, "not_found")
              .header("Request-Id", ".{8,}"),
          row("the envelope of a write", post("/event", EVENT), 201)
              .keys("", "data", "metadata", "created", "object")
              .at("/object", "\"event\"")
              .header("Traitly-Position", ".+-\\d+@\\d+"),
          row("the envelope of a read", get("/event?customer_id=g1&limit=1000"), 200)
              .keys("", "data", "metadata", "retrieved", "object")
              .at("/object", "\"event\""));

  private ContractGround() {}

  static List<Row> rows() {
    return java.util.stream.Stream.of(addresses(), keys(), BODIES, times(), names(), ids())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> addresses() {
    return List.of(
        row("/api/v1", post("/api/v1/event", EVENT), 201),
        row("/api", post("/api/event", EVENT), 201),
        row("/api/v1 with a trailing slash", post("/api/v1/event/", EVENT), 201),
        row("/api with a trailing slash", post("/api/event/", EVENT), 201),
        row("GET under /api/v1", get("/api/v1/event?customer_id=g1"), 200).size("/data", 4),
        row("GET under /api", get("/api/event?customer_id=g1"), 200).size("/data", 4),
        row("GET with a trailing slash", get("/api/v1/event/?customer_id=g1"), 200)
            .size("/data", 4),
        row("an id with a trailing slash", delete("/customer/none/"), 202),
        row("HEAD answers like GET, without a body", Call.of("HEAD", "/event", ""), 200),
        row("no other base", get("/api/v2/event"), 404, "not_found"),
        row("no such route", get("/events"), 404, "not_found"),
        row("health needs no key", get("/health/ready").as(""), 200).at("/ready", "true"));
  }

  private static List<Row> keys() {
    return List.of(
        row("Token", get("/event").as("Token ${key}"), 200).metadata(),
        row("token in any case", get("/event").as("tOKEN ${key}"), 200).metadata(),
        row("Bearer", get("/event").as("Bearer ${key}"), 200).metadata(),
        row("bearer in any case", get("/event").as("bearer ${key}"), 200).metadata(),
        row("no key", get("/event").as(""), 401, "missing_token")
            .header("WWW-Authenticate", "Token.*"),
        row("no key on a write", post("/event", EVENT).as(""), 401, "missing_token")
            .header("WWW-Authenticate", "Token.*"),
        row("a bare key", get("/event").as("${key}"), 401, "missing_token")
            .header("WWW-Authenticate", "Token.*"),
        row("another scheme", get("/event").as("Basic ${key}"), 401, "missing_token")
            .header("WWW-Authenticate", "Token.*"),
        row("a wrong key", get("/event").as("Token ${key}x"), 401, "unknown_token")
            .header("WWW-Authenticate", "Token.*"),
        row("a wrong key on a write", post("/event", EVENT).as("Token no"), 401, "unknown_token")
            .header("WWW-Authenticate", "Token.*"));
  }

  private static List<Row> times() {
    return List.of(
        time("an integer", "1493933699", UTC),
        time("a numeric string", "\"1493933699\"", UTC),
        time("a decimal", "1493933699.75", UTC),
        time("ISO-8601 in UTC", "\"2017-05-04T21:34:59Z\"", UTC),
        time("ISO-8601 with an offset", "\"2017-05-04T23:34:59+02:00\"", UTC),
        time("ISO-8601 with milliseconds", "\"2017-05-04T21:34:59.123Z\"", UTC),
        time("milliseconds", "1493933699123", UTC),
        time("milliseconds as a string", "\"1493933699123\"", UTC),
        noTime("exactly 1e11, which is seconds of the year 5138", "100000000000"),
        time("1900", "\"1900-01-01T00:00:00Z\"", "\"-2208988800\""),
        time("2200", "7258118400", "\"7258118400\""),
        noTime("before 1900", "-2208988801"),
        noTime("after 2200", "\"9999-12-31T23:59:59Z\""),
        time("over 1e11 is milliseconds", "100000000001", "\"100000000\""),
        time("the epoch", "0", "\"0\""),
        noTime("a word", "\"yesterday\""),
        noTime("a date without time", "\"2017-05-04\""),
        noTime("without offset", "\"2017-05-04T21:34:59\""),
        noTime("true", "true"),
        noTime("an object", "{}"),
        time("before 1970", "-1", "\"-1\""),
        noTime("an empty string", "\"\""),
        row(
                "null is as if left out",
                post("/event", "{\"customer_id\":\"g2\",\"name\":\"t\",\"created_at\":null}"),
                201)
            .matches("/data/0/created_at", "\\d{10}"));
  }

  private static Row time(String name, String sent, String answered) {
    return row("time: " + name, post("/event", timed(sent)), 201)
        .at("/data/0/created_at", answered);
  }

  private static Row noTime(String name, String sent) {
    return row("time: not " + name, post("/event", timed(sent)), 400, "invalid_field")
        .errors("/created_at", "invalid_field");
  }

  private static String timed(String time) {
    return "{\"customer_id\":\"g2\",\"name\":\"t\",\"created_at\":" + time + "}";
  }

  private static List<Row> names() {
    return List.of(
        name("trimmed", "\"  Logged in \\t\"", "\"Logged in\""),
        name("case is kept", "\"LOGGED in\"", "\"LOGGED in\""),
        name("200 characters", Call.text(200), Call.text(200)),
        name("200 emoji", "\"" + "🙂".repeat(200) + "\"", "\"" + "🙂".repeat(200) + "\""),
        noName("201 characters", Call.text(201)),
        noName("201 emoji", "\"" + "🙂".repeat(201) + "\""),
        noName("an empty one", "\"\""),
        noName("a blank one", "\"   \""),
        noName("a control character", "\"a\\u0007b\""),
        noName("NUL", "\"a\\u0000b\""),
        noName("a line break", "\"a\\nb\""),
        noName("a number", "7"),
        noName("a list", "[\"a\"]"),
        row("%20 is a space", get("/event?customer_id=g3&name=Logged%20in"), 200)
            .items("name", "Logged in"),
        row("+ is a space", get("/event?customer_id=g3&name=Logged+in"), 200)
            .items("name", "Logged in"),
        row("trimmed in a query", get("/event?customer_id=g3&name=%20Logged+in+"), 200)
            .items("name", "Logged in"),
        row("case counts in a query", get("/event?customer_id=g3&name=logged%20in"), 200)
            .size("/data", 0));
  }

  private static Row name(String name, String sent, String answered) {
    return row("name: " + name, post("/event", named(sent)), 201).at("/data/0/name", answered);
  }

  private static Row noName(String name, String sent) {
    return row("name: not " + name, post("/event", named(sent)), 400, "invalid_field")
        .errors("/name", "invalid_field");
  }

  private static String named(String name) {
    return "{\"customer_id\":\"g3\",\"name\":" + name + "}";
  }

  private static List<Row> ids() {
    return List.of(
        id("a number comes out as a string", "15", "\"15\""),
        id("a string", "\"15\"", "\"15\""),
        id("a bar", "\"a|b\"", "\"a|b\""),
        id("unicode", "\"Grüße-世界\"", "\"Grüße-世界\""),
        id("255 bytes", Call.text(255), Call.text(255)),
        id("85 characters of 3 bytes", "\"" + "世".repeat(85) + "\"", "\"" + "世".repeat(85) + "\""),
        noId("256 bytes", Call.text(256)),
        noId("86 characters of 3 bytes", "\"" + "世".repeat(86) + "\""),
        noId("an empty one", "\"\""),
        noId("NUL", "\"a\\u0000b\""),
        row(
                "id: not a lone surrogate",
                post("/event", "{\"customer_id\":\"\\ud800\",\"name\":\"t\"}"),
                400,
                "invalid_field")
            .errors("", "invalid_field"),
        noId("true", "true"),
        noId("an object", "{}"),
        row("a number finds what a string made", get("/event?customer_id=15"), 200)
            .size("/data", 2)
            .at("/data/0/customer_id", "\"15\""),
        row("a bar in a query", get("/event?customer_id=a%7Cb"), 200).size("/data", 1));
  }

  private static Row id(String name, String sent, String answered) {
    return row("id: " + name, post("/event", "{\"customer_id\":" + sent + ",\"name\":\"i\"}"), 201)
        .at("/data/0/customer_id", answered);
  }

  private static Row noId(String name, String sent) {
    String body = "{\"customer_id\":" + sent + ",\"name\":\"i\"}";
    return row("id: not " + name, post("/event", body), 400, "invalid_field")
        .errors("/customer_id", "invalid_field");
  }
}
