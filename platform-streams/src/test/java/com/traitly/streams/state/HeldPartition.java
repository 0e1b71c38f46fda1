package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.streams.freshness.AppliedOffsets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A process of the state protocol without Kafka; the test says what it holds. */
final class HeldPartition implements Copies, AutoCloseable {
  static final String SECRET = "between-us";

  final String address;

  /** A topic that every process reads as a whole. */
  static final String GOALS = "t.goals";

  final AppliedOffsets applied = new AppliedOffsets(Set.of(GOALS));
  final Map<Integer, LocalCopy> copies = new ConcurrentHashMap<>();
  volatile Routes routes = Routes.NONE;
  volatile Runnable whileAnswering = () -> {};
  private final StateServer server;

  HeldPartition() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + free.getLocalPort();
    }
    server =
        new StateServer(
            Config.of(
                Map.of(
                    "TRAITLY_STATE_PORT", address.substring(address.indexOf(':') + 1),
                    "TRAITLY_STATE_ADVERTISED", address,
                    "TRAITLY_CLUSTER_SECRET", SECRET)),
            this,
            Map.of("who", this::who));
  }

  StateServer server() {
    return server;
  }

  void holdsLive(int partition) {
    applied.opened(partition, Map.of());
    copies.put(partition, new LocalCopy(true, partition + 1, 0, true, Map.of()));
  }

  @Override
  public @Nullable LocalCopy copy(int partition) {
    return copies.get(partition);
  }

  @Override
  public boolean await(LocalCopy copy, Position write, Duration atMost)
      throws InterruptedException {
    return applied.await(copy, write, atMost);
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public void close() {
    server.close();
  }

  /** Answers with its address and the partition; a customer named {@code nobody} is unknown. */
  private JsonNode who(StateRequest request) {
    whileAnswering.run();
    if (request.args().path("name").asText().equals("nobody")) {
      throw ApiException.of(ErrorCode.CUSTOMER_NOT_FOUND, "nobody");
    }
    return Json.object().put("by", address).put("partition", request.partition());
  }
}
