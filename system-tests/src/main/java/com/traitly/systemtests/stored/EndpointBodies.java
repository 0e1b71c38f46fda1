package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.Choices;
import com.traitly.systemtests.fuzz.OddValues;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws definitions of endpoints at one receiver, each with its own path. */
final class EndpointBodies {
  private static final List<String> ENDINGS =
      List.of("", "/日本", "?a=%41&b=/", "/a%2Fb", "?token=a%20b", "/ü x", "/(a)'!$&*+,;=:@", "?日=本");
  private static final List<String> HEADERS =
      List.of(
          "X-A",
          "x-a",
          "Authorization",
          "X_b.c",
          "Cookie",
          "Date",
          "Via",
          "Referer",
          "Range",
          "Origin",
          "If-None-Match",
          "Proxy-Authorization",
          "Upgrade-Insecure-Requests",
          "Forwarded",
          "!#$%&'*+.^`|~",
          "Content-Language",
          "Cache-Control",
          "Host",
          "webhook-x",
          "Traitly-X",
          "Content-Length",
          "a b",
          "é",
          "");
  private static final List<String> HEADER_VALUES =
      List.of(
          "\"a\"",
          "\"Bearer x\"",
          "\"\"",
          "\" a  b \"",
          "\"~!@#$%^&*(){}|:<>?\"",
          "\"a,b; c=\\\"d\\\"\"",
          "\"" + "x".repeat(2_000) + "\"",
          "\"" + "x".repeat(2_001) + "\"",
          "\"\\t\"",
          "\"é\"",
          "\"a\\r\\nb: c\"",
          "1",
          "null",
          "\"\\u0041\"");

  private final Choices choose;
  private final OddValues odd;
  private final GoalBodies goals;
  private final String url;
  private int next;

  /**
   * Creates a source of endpoints.
   *
   * @param url the beginning of all their addresses
   */
  EndpointBodies(Choices choose, OddValues odd, GoalBodies goals, String url) {
    this.choose = choose;
    this.odd = odd;
    this.goals = goals;
    this.url = url;
  }

  List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add("\"url\":\"" + url + "-" + next++ + choose.of(ENDINGS) + "\"");
    fields.add("\"enabled\":" + goals.mostly("true", odd::value));
    fields.add("\"goal_names\":[" + goals.text() + "," + goals.text() + "]");
    fields.add("\"min_delta\":" + goals.mostly("1e-2", odd::number));
    if (choose.oneIn(2)) {
      fields.add("\"headers\":" + headers());
    }
    if (choose.oneIn(4)) {
      fields.add(
          "\"filter\":{\"likelihood\":{\"above\":"
              + goals.mostly("0.10", odd::number)
              + "},\"first_action\":["
              + goals.text()
              + "]}");
    }
    if (choose.oneIn(4)) {
      fields.add(
          "\"max_in_flight\":"
              + goals.mostly("1.6e1", odd::number)
              + ",\"rate_limit\":"
              + goals.mostly("5", odd::number));
    }
    return fields;
  }

  private String headers() {
    return IntStream.range(0, 1 + choose.below(3))
        .mapToObj(i ->
            "\""
                + (choose.oneIn(3) ? choose.of(HEADERS) : "X-" + i)
                + "\":"
                + (choose.oneIn(2) ? choose.of(HEADER_VALUES) : "\"v" + choose.below(9) + "\""))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
