package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which instances hold copies of state.
 *
 * @param owners per partition, host:port of the instance that applies records to it
 * @param standbys per partition, host:port of the instances that follow it
 */
public record Routes(Map<Integer, String> owners, Map<Integer, List<String>> standbys) {
  private static final String OWNERS = "owners";
  private static final String STANDBYS = "standbys";

  /** No instance is known to hold anything. */
  public static final Routes NONE = new Routes(Map.of(), Map.of());

  /** The owner of a partition; null when none is known. */
  public @Nullable String owner(int partition) {
    return owners.get(partition);
  }

  /** The instances that follow a partition. */
  public List<String> standbys(int partition) {
    return standbys.getOrDefault(partition, List.of());
  }

  /** Every instance that holds a copy. */
  public List<String> everyone() {
    return Stream.concat(owners.values().stream(), standbys.values().stream().flatMap(List::stream))
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }

  /** The routes as they travel between processes. */
  ObjectNode json() {
    ObjectNode json = Json.object();
    ObjectNode owned = json.putObject(OWNERS);
    owners.forEach((partition, at) -> owned.put(Integer.toString(partition), at));
    ObjectNode followed = json.putObject(STANDBYS);
    standbys.forEach((partition, all) -> all.forEach(followed.withArray("/" + partition)::add));
    return json;
  }

  /** Reads {@link #json}. */
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
