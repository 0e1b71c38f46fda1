package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.Choices;
import com.traitly.systemtests.fuzz.OddValues;
import com.traitly.systemtests.stored.Offer.Frame;
import com.traitly.systemtests.stored.Offer.Route;
import com.traitly.testkit.client.ApiClient;
import java.util.ArrayList;
import java.util.List;

/** Draws reads with usual and odd parameters, and commands that find nothing to do. */
final class OddReads {
  private static final List<String> PATHS =
      List.of(
          "/event",
          "/customer",
          "/customer/x",
          "/recommended-next-actions",
          "/recommended-next-action",
          "/goal",
          "/goal/plain",
          "/goal/plain/report",
          "/goal/plain/model",
          "/goal/plain/customer",
          "/goal/%F0%9F%98%80/report",
          "/webhook",
          "/webhook/x/attempt",
          "/webhook/x/undelivered",
          "/token",
          "/dead-letter");
  private static final List<String> NAMES =
      List.of(
          "customer_id",
          "limit",
          "cursor",
          "name",
          "plan",
          "created_after",
          "created_before",
          "order",
          "goal_name",
          "explain",
          "assume",
          "dry_run",
          "status",
          "since",
          "until",
          "Limit",
          "lim%69t",
          "__proto__",
          "%FF",
          "");
  private static final List<String> LIMITS =
      List.of(
          "1", "1000", "0", "-1", "01", "1e1", "1.0", "\u0661", " 5", "+5", "99999999999999", "");
  private static final List<String> INSTANTS =
      List.of(
          "1700000000",
          "1700000000.5",
          "1e9",
          "2026-01-31",
          "2026-01-31T09:30:00Z",
          "2026-02-30T00:00:00Z",
          "2026-01-31T09:30:00+25:00",
          "\u0661\u0667",
          "-1",
          "253402300800",
          "now",
          "");
  private static final List<String> ASSUMED =
      List.of(
          "Act:1",
          "Act:2,Done:1",
          "Act",
          ":",
          ":1",
          "Act:",
          "Act:-1",
          "Act:0",
          "Act:1e9",
          "Act:99999999999",
          "a:b:1",
          "a,b:1",
          "\ud83d\ude00:1",
          ",",
          "Act:1,Act:1");
  private static final List<String> CURSORS =
      List.of("x", "AAAA", "====", "AQ", "_-_-", "eyJhIjoxfQ", "\u0000", "\ufffd", "");
  private static final List<String> RAW =
      List.of("%", "%zz", "%FF", "%ED%A0%80", "+", "%2B", "a=b");
  private static final List<String> IDS =
      List.of(
          "\"0-0\"", "\"1-99999999999999999999\"", "\"-\"", "\"x\"", "7", "null", "\"\u0661-1\"");

  private final Choices choose;
  private final OddValues odd;
  private final String idle;

  /**
   * Creates a source of reads and commands.
   *
   * @param idle the id of an endpoint that nothing was ever sent to
   */
  OddReads(Choices choose, OddValues odd, String idle) {
    this.choose = choose;
    this.odd = odd;
    this.idle = idle;
  }

  /** Draws a read, which may be refused but must not fail. */
  Offer read() {
    String path = choose.oneIn(6) ? "/webhook/" + idle + "/attempt" : choose.of(PATHS);
    List<String> parameters = new ArrayList<>();
    for (int i = choose.below(4); i > 0; i--) {
      parameters.add(parameter());
    }
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    return new Offer(Route.READ, "GET", path + query, new byte[0], new Frame(List.of()));
  }

  /** Draws a redrive or a replay, which finds nothing to do even when it is valid. */
  Offer command() {
    List<String> fields = new ArrayList<>();
    boolean redrives = choose.oneIn(2);
    if (redrives && choose.oneIn(3)) {
      fields.add("\"ids\":[" + choose.of(IDS) + "]");
    } else {
      fields.add(
          (redrives ? "\"created_after\":" : "\"since\":")
              + (choose.oneIn(3) ? odd.value() : "1700000000"));
    }
    if (choose.oneIn(4)) {
      fields.add((redrives ? "\"created_before\":" : "\"until\":") + odd.value());
    }
    if (choose.oneIn(3)) {
      fields.add(choose.of(List.of("\"dry_run\":", "\"again\":", "\"status\":")) + odd.value());
    }
    byte[] body = odd.bytes("{" + String.join(",", fields) + "}");
    String path = redrives ? "/dead-letter/redrive" : "/webhook/" + idle + "/replay";
    return new Offer(Route.COMMAND, "POST", path, body, Frame.plain(body));
  }

  private String parameter() {
    String name = choose.of(NAMES);
    if (choose.oneIn(8)) {
      return name + choose.of(List.of("", "=", "=" + choose.of(RAW)));
    }
    return name
        + "="
        + ApiClient.encoded(
            switch (name) {
              case "limit", "Limit", "lim%69t" -> choose.of(LIMITS);
              case "cursor" -> choose.of(CURSORS);
              case "created_after", "created_before", "since", "until" -> choose.of(INSTANTS);
              case "assume" -> choose.of(ASSUMED);
              case "order" -> choose.of(List.of("asc", "desc", "ASC", "likelihood", "-likelihood"));
              case "explain", "dry_run" -> choose.of(List.of("true", "false", "TRUE", "1", ""));
              case "status" ->
                  choose.of(List.of("failed", "none", "5xx", "404", "6xx", "\u0662xx"));
              default -> choose.of(List.of("plain", "x", "u", "\u00a0", "\ud83d\ude00", "a/b", ""));
            });
  }
}
