package com.traitly.sender.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.node.Store;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The state queries that the log answers: pages by endpoint. Thread-safe. */
public final class LogQueries {
  /** Attempts at an endpoint. */
  public static final String ATTEMPTS = "webhook-attempts";

  /** Deliveries to an endpoint that were given up and have not been delivered since. */
  public static final String UNDELIVERED = "webhook-undelivered";

  private final BiFunction<Store<Bytes, byte[]>, Integer, ReadOnlyKeyValueStore<Bytes, byte[]>>
      stores;

  private LogQueries(
      BiFunction<Store<Bytes, byte[]>, Integer, ReadOnlyKeyValueStore<Bytes, byte[]>> stores) {
    this.stores = stores;
  }

  /** The queries by name, over the partitions of this process. */
  public static Map<String, StateQuery> of(
      BiFunction<Store<Bytes, byte[]>, Integer, ReadOnlyKeyValueStore<Bytes, byte[]>> stores) {
    LogQueries queries = new LogQueries(stores);
    return Map.of(ATTEMPTS, queries::attempts, UNDELIVERED, queries::undelivered);
  }

  private JsonNode attempts(StateRequest request) {
    return reads(request)
        .attempts(
            endpoint(request),
            AttemptJson.readFilter(request.args()),
            PageRequest.of(request.args()))
        .json();
  }

  private JsonNode undelivered(StateRequest request) {
    return reads(request)
        .undelivered(
            endpoint(request),
            AttemptJson.readFilter(request.args()),
            PageRequest.of(request.args()))
        .json();
  }

  private LogReads reads(StateRequest request) {
    return new LogReads(stores.apply(AttemptLog.ATTEMPTS, request.partition()));
  }

  private static AccountKey endpoint(StateRequest request) {
    return new AccountKey(
        request.account(), request.args().required(AttemptJson.ENDPOINT_ID).asText());
  }
}
