package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.streams.freshness.Routes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Routes as they travel between processes. */
final class RoutesJson {
  private static final String OWNERS = "owners";
  private static final String STANDBYS = "standbys";

  private RoutesJson() {}

  static ObjectNode write(Routes routes) {
    ObjectNode json = Json.object();
    ObjectNode owners = json.putObject(OWNERS);
    routes.owners().forEach((partition, at) -> owners.put(Integer.toString(partition), at));
    ObjectNode standbys = json.putObject(STANDBYS);
    routes
        .standbys()
        .forEach((partition, all) -> all.forEach(standbys.withArray("/" + partition)::add));
    return json;
  }

  static Routes read(JsonNode json) {
    Map<Integer, String> owners = new HashMap<>();
    json.path(OWNERS)
        .properties()
        .forEach(each -> owners.put(Integer.valueOf(each.getKey()), each.getValue().asText()));
    Map<Integer, List<String>> standbys = new HashMap<>();
    json.path(STANDBYS)
        .properties()
        .forEach(each -> {
          List<String> all = new ArrayList<>();
          each.getValue().forEach(at -> all.add(at.asText()));
          standbys.put(Integer.valueOf(each.getKey()), all);
        });
    return new Routes(owners, standbys);
  }
}
