package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.Answer;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A goal or endpoint as the server has it.
 *
 * @param id for its address
 * @param etag its version
 */
record InForce(Sort sort, String name, String id, String etag, ObjectNode definition) {
  /** Reads all goals and endpoints with their versions. */
  static List<InForce> all(TraitlyApi api) throws IOException {
    List<InForce> all = new ArrayList<>();
    for (Sort sort : Sort.values()) {
      String page = sort.path() + "?limit=100";
      String cursor = "";
      do {
        JsonNode list = api.get(cursor.isEmpty() ? page : page + "&cursor=" + cursor).json();
        for (JsonNode item : list.path("data")) {
          if (item.path("listener").asBoolean()) {
            continue; // It goes with its `traitly listen`, and belongs in no file.
          }
          String id = sort == Sort.GOAL ? item.path("name").asText() : item.path("id").asText();
          all.add(one(api, sort, id));
        }
        cursor = TraitlyApi.encoded(list.path("metadata").path("next_cursor").asText(""));
      } while (!cursor.isEmpty());
    }
    return all;
  }

  private static InForce one(TraitlyApi api, Sort sort, String id) throws IOException {
    Answer answer = api.get(sort.path() + "/" + TraitlyApi.encoded(id));
    ObjectNode definition = (ObjectNode) answer.json().path("data").required(0);
    return new InForce(sort, sort.name(definition), id, answer.header("ETag"), definition);
  }

  /** The fields that define it. */
  ObjectNode bare() {
    ObjectNode bare = definition.deepCopy();
    bare.remove(sort.unchangeable());
    return bare;
  }

  /** What a file holds of it: what defines it, and what names it. */
  ObjectNode exported() {
    ObjectNode exported = Json.object();
    exported.put(sort == Sort.GOAL ? "name" : "url", name);
    if (sort == Sort.ENDPOINT) {
      exported.put("id", id);
    }
    exported.setAll(bare());
    return exported;
  }
}
