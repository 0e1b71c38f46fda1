package com.traitly.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.state.Position;
import com.traitly.streams.state.StateClient;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the state of one kind of process, wherever it is. Implementations are thread-safe and throw
 * {@link com.traitly.contracts.error.ApiException}: what the owner says, or {@code unavailable}.
 */
interface StateReads {
  /** Asks the owner of a key for an answer that includes these writes. */
  JsonNode ask(String query, AccountKey key, JsonNode args, List<Position> positions);

  /** Asks all partitions and gives their answers in partition order. */
  List<JsonNode> askAll(String query, String account, JsonNode args, List<Position> positions);

  /** Through the state protocol. */
  static StateReads of(StateClient client) {
    return new StateReads() {
      @Override
      public JsonNode ask(String query, AccountKey key, JsonNode args, List<Position> positions) {
        return client.ask(query, key, args, header(positions));
      }

      @Override
      public List<JsonNode> askAll(
          String query, String account, JsonNode args, List<Position> positions) {
        return client.askAll(query, account, args, header(positions));
      }
    };
  }

  private static String header(List<Position> positions) {
    return positions.stream().map(Position::toString).collect(Collectors.joining(","));
  }
}
