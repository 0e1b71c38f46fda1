package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.state.StateAnswer;
import com.traitly.streams.state.StateClient;
import java.util.List;

/**
 * Reads the state of one kind of process, wherever it is, and notes in the reading how old it was.
 * Implementations are thread-safe. They throw an {@link com.traitly.contracts.error.ApiException}
 * with the owner's error, or {@code unavailable}.
 */
public interface StateReads {
  /** Asks the owner of a key. */
  JsonNode ask(String query, AccountKey key, JsonNode args, ReadRequirements reading);

  /** Asks all partitions and gives their answers in partition order. */
  List<JsonNode> askAll(String query, String account, JsonNode args, ReadRequirements reading);

  /** Reads through the state protocol. */
  static StateReads of(StateClient client) {
    return new StateReads() {
      @Override
      public JsonNode ask(String query, AccountKey key, JsonNode args, ReadRequirements reading) {
        StateAnswer answer = client.ask(query, key, args, reading.positions());
        reading.answeredFrom(answer.age());
        return answer.orThrow();
      }

      @Override
      public List<JsonNode> askAll(
          String query, String account, JsonNode args, ReadRequirements reading) {
        List<StateAnswer> answers = client.askAll(query, account, args, reading.positions());
        answers.forEach(each -> reading.answeredFrom(each.age()));
        return answers.stream().map(StateAnswer::orThrow).toList();
      }
    };
  }
}
