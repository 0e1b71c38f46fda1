package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.caller.Call.put;
import static com.traitly.systemtests.contract.Row.row;

import com.traitly.systemtests.caller.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Contract section 1: paging, query parameters, sizes. */
final class ContractLimits {
  private static final int KIB = 1_024;

  private static final String FIVE =
      String.join(
          ",",
          IntStream.rangeClosed(1, 5)
              .mapToObj(i ->
                  "{\"customer_id\":\"p1\",\"name\":\"e%d\",\"created_at\":%d}"
                      .formatted(i, 1_000 + i))
              .toList());
  private static final String LATE = "{\"customer_id\":\"p1\",\"name\":\"%s\",\"created_at\":%d}";
  private static final List<Row> PAGING =
      List.of(
          row("five events", post("/event", "[" + FIVE + "]"), 201).size("/data", 5),
          row("the first page", get("/event?customer_id=p1&limit=2"), 200)
              .items("name", "e1", "e2")
              .metadata()
              .keys("/metadata", "next_cursor")
              .keep("cursor", "/metadata/next_cursor"),
          row("an event before the page", post("/event", LATE.formatted("e0", 1)), 201),
          row("an event after the page", post("/event", LATE.formatted("e9", 2_000)), 201),
          row(
              "digits of another script are none",
              get("/event?customer_id=p1&limit=%D9%A2"),
              400,
              "invalid_parameter"),
          row("a cursor is stable", get("/event?customer_id=p1&limit=2&cursor=${cursor}"), 200)
              .items("name", "e3", "e4")
              .metadata()
              .keep("cursor", "/metadata/next_cursor"),
          row("the last page", get("/event?customer_id=p1&limit=2&cursor=${cursor}"), 200)
              .items("name", "e5", "e9"),
          row("descending", get("/event?customer_id=p1&limit=2&order=desc"), 200)
              .items("name", "e9", "e5")
              .metadata()
              .keep("down", "/metadata/next_cursor"),
          row("on descending", get("/event?customer_id=p1&limit=9&order=desc&cursor=${down}"), 200)
              .items("name", "e4", "e3", "e2", "e1", "e0"),
          row(
              "a cursor of another order",
              get("/event?customer_id=p1&limit=2&cursor=${down}"),
              400,
              "invalid_parameter"),
          row(
              "a cursor of another customer",
              get("/event?customer_id=p2&limit=2&cursor=${cursor}"),
              400,
              "invalid_parameter"),
          row("a cursor of another list", get("/goal?cursor=${cursor}"), 400, "invalid_parameter"),
          row(
                  "created_after and created_before",
                  get("/event?customer_id=p1&created_after=1001&created_before=1004"),
                  200)
              .items("name", "e1", "e2", "e3"),
          row(
                  "both as ISO-8601",
                  get(
                      "/event?customer_id=p1&created_after=1970-01-01T00:16:41Z"
                          + "&created_before=1970-01-01T00:16:44Z"),
                  200)
              .items("name", "e1", "e2", "e3"),
          row("limit 1000", get("/event?customer_id=p1&limit=1000"), 200).size("/data", 7));

  private static final String LIMIT = "(?s).*%s.*";
  private static final String EVENT = "{\"customer_id\":\"p3\",\"name\":\"n\",\"pad\":";
  private static final int WITHIN = 32 * KIB - EVENT.length() - 3;
  private static final String TEN_MIB = Call.events("p3", 1_100, ",\"pad\":" + Call.text(9_600));
  private static final String MIB =
      "{\"window\":{\"days\":1},\"pad\":[" + (Call.text(60_000) + ",").repeat(20) + "1]}";
  private static final List<Row> SIZES =
      List.of(
          row("an event of 32 KiB", post("/event", EVENT + Call.text(WITHIN) + "}"), 201),
          row(
                  "an event over 32 KiB",
                  post("/event", EVENT + Call.text(WITHIN + 1) + "}"),
                  413,
                  "too_large")
              .matches("/detail", LIMIT.formatted("32 KiB")),
          row(
                  "a customer over 32 KiB",
                  post("/customer", customer("," + "\"pad\":" + Call.text(33_000))),
                  413,
                  "too_large")
              .matches("/detail", LIMIT.formatted("32 KiB")),
          row(
                  "one item of a batch over 32 KiB",
                  post(
                      "/event",
                      "[{\"customer_id\":\"p3\",\"name\":\"n\"},%s}]"
                          .formatted(EVENT + Call.text(33_000))),
                  207)
              .at("/data/0/success", "1")
              .at("/data/1/success", "0")
              .at("/data/1/error/code", "\"too_large\""),
          row("2,000 items", post("/event", Call.events("p4", 2_000, "")), 201)
              .size("/data", 2_000),
          row("2,001 items", post("/event", Call.events("p4", 2_001, "")), 413, "too_large")
              .matches("/detail", LIMIT.formatted("2[,. ]?000")),
          row("a batch over 10 MiB", post("/event", TEN_MIB), 413, "too_large")
              .matches("/detail", LIMIT.formatted("10 MiB")),
          row("a batch that inflates over 10 MiB", post("/event", TEN_MIB).gzip(), 413, "too_large")
              .matches("/detail", LIMIT.formatted("10 MiB")),
          row("a goal over 1 MiB", put("/goal/big", MIB), 413, "too_large")
              .matches("/detail", LIMIT.formatted("1 MiB")),
          row("a goal that inflates over 1 MiB", put("/goal/big", MIB).gzip(), 413, "too_large")
              .matches("/detail", LIMIT.formatted("1 MiB")));

  private static final List<String> MALFORMED =
      List.of(
          "/event?limit=0",
          "/event?limit=1001",
          "/event?limit=-1",
          "/event?limit=ten",
          "/event?limit=",
          "/event?limit=1.5",
          "/event?limit=99999999999999999999",
          "/event?order=up",
          "/event?order=",
          "/event?cursor=x",
          "/event?cursor=",
          "/event?created_after=yesterday",
          "/event?created_before=",
          "/event?customer_id=",
          "/event?customer_id=" + "x".repeat(256),
          "/event?name=",
          "/event?name=%00",
          "/event?name=" + "x".repeat(201),
          "/customer?limit=0",
          "/customer?plan=",
          "/customer?cursor=x",
          "/goal?limit=0",
          "/goal?cursor=x",
          "/webhook?limit=0",
          "/token?limit=0",
          "/recommended-next-actions?customer_id=p1&explain=maybe",
          "/recommended-next-actions?customer_id=p1&goal_name=",
          "/recommended-next-actions?customer_id=p1&assume=%00");

  private ContractLimits() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(PAGING);
    rows.addAll(parameters());
    rows.addAll(SIZES);
    return rows;
  }

  private static List<Row> unknown() {
    List<Row> rows = new ArrayList<>();
    rows.add(
        row("a mistyped filter", get("/event?customerId=p1"), 400, "invalid_parameter")
            .matches("/detail", ".*did you mean customer_id\\?.*"));
    rows.add(row("a filter there is not", get("/customer?email=a@b.c"), 400, "invalid_parameter"));
    rows.add(row("one that comes twice", get("/event?name=a&name=b"), 400, "invalid_parameter"));
    rows.add(
        row(
            "an unknown one on a write",
            post("/event?x=1", "{\"customer_id\":\"p2\"," + "\"name\":\"n\"}"),
            400,
            "invalid_parameter"));
    rows.add(
        row(
            "an unknown one of a lookup",
            get("/recommended-next-actions?customer_id=p1&z=1"),
            400,
            "invalid_parameter"));
    return rows;
  }

  private static List<Row> parameters() {
    List<Row> rows = new ArrayList<>(unknown());
    for (String bad : MALFORMED) {
      rows.add(row("malformed: " + shortened(bad), get(bad), 400, "invalid_parameter"));
    }
    rows.add(
        row(
            "validate must be true or false",
            post("/event?validate=1", "{\"customer_id\":\"p2\",\"name\":\"n\"}"),
            400,
            "invalid_parameter"));
    rows.add(
        row(
            "a lookup without customer_id",
            get("/recommended-next-actions"),
            400,
            "missing_parameter"));
    rows.add(
        row(
            "a lookup without customer_id, in the singular",
            get("/recommended-next-action"),
            400,
            "missing_parameter"));
    return rows;
  }

  static String customer(String more) {
    return "{\"customer_id\":\"p3\",\"name\":\"P\",\"email\":\"p@example.com\",\"plan\":\"Trial\""
        + more
        + "}";
  }

  private static String shortened(String path) {
    return path.length() > 60 ? path.substring(0, 60) + "…" : path;
  }
}
