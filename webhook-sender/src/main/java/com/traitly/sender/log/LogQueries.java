package com.traitly.sender.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The state queries that the log answers: pages by endpoint. */
public final class LogQueries {
  /** Attempts at an endpoint. */
  public static final String ATTEMPTS = "webhook-attempts";

  /** Deliveries to an endpoint that were given up and have not been delivered since. */
  public static final String UNDELIVERED = "webhook-undelivered";

  private LogQueries() {}

  /** The queries by name, over the {@link AttemptLog#ATTEMPTS} of this process's partitions. */
  public static Map<String, StateQuery> of(
      IntFunction<ReadOnlyKeyValueStore<Bytes, byte[]>> attempts) {
    return Map.of(
        ATTEMPTS,
        request -> page(attempts, request, LogReads::attempts),
        UNDELIVERED,
        request -> page(attempts, request, LogReads::undelivered));
  }

  private interface Read {
    Page page(LogReads log, AccountKey endpoint, AttemptFilter filter, PageRequest part);
  }

  private static JsonNode page(
      IntFunction<ReadOnlyKeyValueStore<Bytes, byte[]>> attempts, StateRequest request, Read read) {
    JsonNode args = request.args();
    return read.page(
            new LogReads(attempts.apply(request.partition())),
            new AccountKey(request.account(), args.required(AttemptJson.ENDPOINT_ID).asText()),
            AttemptJson.FILTER.read(args),
            PageRequest.of(args))
        .json();
  }
}
