package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A question about one partition, as it travels between processes.
 *
 * @param query name of the query
 * @param request whose state, which partition, and what the query needs to know
 * @param positions writes in this partition that the answer must include
 * @param standby whether a standby may answer
 * @param patience how long to wait for the writes
 */
record StateQuestion(
    String query,
    StateRequest request,
    List<Position> positions,
    boolean standby,
    Duration patience) {

  StateQuestion toStandby() {
    return new StateQuestion(query, request, positions, true, Duration.ZERO);
  }

  StateQuestion waiting(Duration atMost) {
    return new StateQuestion(query, request, positions, standby, atMost);
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("account", request.account())
            .put("partition", request.partition())
            .put(
                "position",
                positions.stream().map(Position::toString).collect(Collectors.joining(",")))
            .put("standby", standby)
            .put("patience_ms", patience.toMillis());
    json.set("args", request.args());
    return json;
  }

  static StateQuestion read(String query, JsonNode json) {
    String position = json.path("position").asText("");
    return new StateQuestion(
        query,
        new StateRequest(
            json.required("account").asText(),
            json.required("partition").asInt(),
            json.required("args")),
        position.isEmpty() ? List.of() : Position.parse(position),
        json.path("standby").asBoolean(),
        Duration.ofMillis(json.path("patience_ms").asLong()));
  }
}
