package com.traitly.systemtests.contract;

import static com.traitly.systemtests.caller.Call.get;
import static com.traitly.systemtests.caller.Call.post;
import static com.traitly.systemtests.contract.Row.row;

import java.util.ArrayList;
import java.util.List;

/** The list of dead letters while it is empty; {@code DeadLetterIT} tests it with letters. */
final class ContractLetters {
  private static final String REDRIVE = "/dead-letter/redrive";

  private static final List<Row> LISTED =
      List.of(
          row("there are none", get("/dead-letter"), 200)
              .at("/object", "\"dead-letter\"")
              .at("/data", "[]")
              .header("Traitly-Freshness-Ms", "\\d+"),
          row("a limit there is not", get("/dead-letter?limit=0"), 400, "invalid_parameter"),
          row("a cursor there is not", get("/dead-letter?cursor=x"), 400, "invalid_parameter"),
          row("a key that may read", post("/token", token("read")), 201)
              .keep("reads", "/data/0/key"),
          row(
              "letters are for admins",
              get("/dead-letter").as("Token ${reads}"),
              403,
              "scope_missing"),
          row(
              "so is to send them again",
              post(REDRIVE, "{\"created_after\":1}").as("Token ${reads}"),
              403,
              "scope_missing"));

  private static final List<Row> REDRIVEN =
      List.of(
          row("nothing is chosen", post(REDRIVE, "{}"), 400, "invalid_field")
              .errors("/ids", "invalid_field"),
          row("what is no id", post(REDRIVE, "{\"ids\":[\"7\"]}"), 400, "invalid_field"),
          row("a letter there is not", post(REDRIVE, "{\"ids\":[\"0-99\"]}"), 404, "not_found"),
          row(
                  "by id and by time",
                  post(REDRIVE, "{\"ids\":[\"0-99\"],\"created_after\":1}"),
                  400,
                  "invalid_field")
              .errors("/ids", "invalid_field"),
          row(
              "what is no time",
              post(REDRIVE, "{\"created_after\":\"soon\"}"),
              400,
              "invalid_field"),
          row(
              "what is no flag",
              post(REDRIVE, "{\"created_after\":1,\"dry_run\":7}"),
              400,
              "invalid_field"),
          row("none in all time", post(REDRIVE, "{\"created_after\":1}"), 201)
              .at("/object", "\"dead-letter-redrive\"")
              .at("/data/0/chosen", "0")
              .at("/data/0/redriven", "0")
              .at("/data/0/already_redriven", "0")
              .at("/data/0/not_redrivable", "0")
              .at("/data/0/more", "false")
              .at("/data/0/dry_run", "false"),
          row("none would be", post(REDRIVE, "{\"created_after\":1,\"dry_run\":true}"), 201)
              .at("/data/0/dry_run", "true"));

  private ContractLetters() {}

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>(LISTED);
    rows.addAll(REDRIVEN);
    return rows;
  }

  private static String token(String scope) {
    return "{\"name\":\"letters\",\"scopes\":[\"" + scope + "\"]}";
  }
}
