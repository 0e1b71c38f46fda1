package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.wire.Json;
import com.traitly.streams.StreamsNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Reads state wherever it is: computes the partition, asks its owner in one hop, and once more
 * after a move. Thread-safe.
 */
public final class StateClient {
  private final StateChannel channel;
  private final int partitions;
  private final @Nullable StateServer local;
  private volatile Map<Integer, String> owners = Map.of();

  /**
   * A client of one kind of process.
   *
   * @param channel reaches the processes
   * @param partitions how many partitions their state has
   * @param local this process's own server when it is of that kind: saves the hop
   */
  public StateClient(StateChannel channel, int partitions, @Nullable StateServer local) {
    this.channel = channel;
    this.partitions = partitions;
    this.local = local;
  }

  /**
   * Asks the owner of a key.
   *
   * @param position {@code Traitly-Position} the answer must include, empty for none; what went to
   *     another partition is not in the key's state and is not waited for
   * @throws ApiException what the owner says, or {@code unavailable} when nobody can answer
   */
  public JsonNode ask(String query, AccountKey key, JsonNode args, String position) {
    int partition = BuiltInPartitioner.partitionForKey(KeySerde.bytes(key), partitions);
    return ask(query, key.account(), partition, args, within(positions(position), partition));
  }

  /**
   * Asks all partitions and gives their answers in partition order.
   *
   * @throws ApiException when one partition cannot answer: a part is never passed off as the whole
   */
  public List<JsonNode> askAll(String query, String account, JsonNode args, String position) {
    List<Position> positions = positions(position);
    List<JsonNode> answers = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      answers.add(ask(query, account, partition, args, within(positions, partition)));
    }
    return answers;
  }

  /** Asks one partition. */
  public JsonNode ask(String query, String account, int partition, JsonNode args, String position) {
    JsonNode answer = tryOwner(query, account, partition, args, position);
    if (answer == null) {
      owners = channel.owners();
      answer = tryOwner(query, account, partition, args, position);
    }
    if (answer == null) {
      throw StreamsNode.unavailable();
    }
    return answer;
  }

  private @Nullable JsonNode tryOwner(
      String query, String account, int partition, JsonNode args, String position) {
    if (local != null && local.advertised().equals(local.owners().get(partition))) {
      return local.answer(query, new StateRequest(account, partition, args), positions(position));
    }
    String owner = owners.get(partition);
    if (owner == null) {
      return null;
    }
    ObjectNode body =
        Json.object().put("account", account).put("partition", partition).put("position", position);
    body.set("args", args);
    return channel.query(owner, query, body);
  }

  private static List<Position> positions(String header) {
    return header.isEmpty() ? List.of() : Position.parse(header);
  }

  private static String within(List<Position> positions, int partition) {
    return positions.stream()
        .filter(each -> each.partition() == partition)
        .map(Position::toString)
        .reduce((a, b) -> a + "," + b)
        .orElse("");
  }
}
