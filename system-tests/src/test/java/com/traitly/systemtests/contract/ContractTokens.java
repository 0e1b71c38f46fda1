package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.delete;
import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.contract.Row.row;

import java.util.ArrayList;
import java.util.List;

/** Contract section 8. */
final class ContractTokens {
  /** 2100-01-01. */
  private static final long AHEAD = 4_102_444_800L;

  private static final String EVENT = "{\"customer_id\":\"t1\",\"name\":\"n\"}";

  private ContractTokens() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(making());
    rows.addAll(checks());
    rows.addAll(revoking());
    return rows;
  }

  private static List<Row> making() {
    return List.of(
        row(
                "POST shows the key once",
                post(
                    "/token",
                    "{\"name\":\"ci\","
                        + "\"scopes\":[\"events:write\",\"read\"],\"expires_at\":"
                        + AHEAD
                        + "}"),
                201)
            .at("/object", "\"token\"")
            .matches("/data/0/key", "trt_[0-9a-f]{64}")
            .at("/data/0/name", "\"ci\"")
            .at("/data/0/scopes", "[\"events:write\",\"read\"]")
            .at("/data/0/expires_at", "\"" + AHEAD + "\"")
            .matches("/data/0/created_at", "\\d{10}")
            .at("/data/0/hash", "absent")
            .keep("ci", "/data/0/key")
            .keep("ci.id", "/data/0/id"),
        row("it works at once", post("/event", EVENT).as("Token ${ci}"), 201),
        row("for reads too", get("/event?customer_id=t1").as("Token ${ci}"), 200).size("/data", 1),
        row(
                "several live at once",
                post("/token", "{\"name\":\"ops\",\"scopes\":[\"admin\"]}"),
                201)
            .at("/data/0/expires_at", "null")
            .keep("ops", "/data/0/key")
            .keep("ops.id", "/data/0/id"),
        row("admin may everything", post("/event", EVENT).as("Token ${ops}"), 201),
        row("the list has neither key nor hash", get("/token?limit=1"), 200)
            .metadata()
            .matches("/data/0/prefix", "trt_.{4}")
            .at("/data/0/key", "absent")
            .at("/data/0/hash", "absent")
            .matches("/data/0/last_used_at", "\\d{10}"));
  }

  private static List<Row> checks() {
    return List.of(
        row("nothing", post("/token", "{}"), 400, "missing_field")
            .errors("/name", "missing_field", "/scopes", "missing_field"),
        row(
                "all problems at once",
                post("/token", "{\"name\":\"\",\"scopes\":[\"all\"],\"expires_at\":1}"),
                400,
                "invalid_field")
            .errors(
                "/name", "invalid_field",
                "/scopes", "invalid_field",
                "/expires_at", "invalid_field"),
        row(
                "no scopes at all",
                post("/token", "{\"name\":\"a\",\"scopes\":[]}"),
                400,
                "invalid_field")
            .errors("/scopes", "invalid_field"));
  }

  private static List<Row> revoking() {
    return List.of(
        row("DELETE", delete("/token/${ci.id}"), 200)
            .at("/data/0/name", "\"ci\"")
            .at("/data/0/key", "absent"),
        row("writes are refused", post("/event", EVENT).as("Token ${ci}"), 401, "unknown_token"),
        row("reads are refused", get("/event").as("Token ${ci}"), 401, "unknown_token"),
        row("a second DELETE", delete("/token/${ci.id}"), 404, "not_found"),
        row("the other lives on", post("/event", EVENT).as("Token ${ops}"), 201));
  }
}
