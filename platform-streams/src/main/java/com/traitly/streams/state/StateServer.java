package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.wire.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.http.Answers;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.streams.AppliedOffsets;
import com.traitly.streams.StreamsNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Answers reads of this process's partitions to the other processes, on an internal port that only
 * those who know the cluster's secret can use.
 */
public final class StateServer implements AutoCloseable {
  static final String SECRET_HEADER = "Traitly-Cluster";
  static final String ROUTES_PATH = "/state/routes";
  static final String QUERY_PATH = "/state/query/";
  static final int MISDIRECTED = 421;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final StreamsNode node;
  private final AppliedOffsets applied;
  private final Map<String, StateQuery> queries;
  private final byte[] secret;
  private final String advertised;
  private final Javalin javalin;

  /**
   * Starts to listen.
   *
   * @param queries what can be asked, by name
   * @throws StartupFailure when the port is taken
   */
  public StateServer(
      Config config, StreamsNode node, AppliedOffsets applied, Map<String, StateQuery> queries) {
    this.node = node;
    this.applied = applied;
    this.queries = Map.copyOf(queries);
    secret = config.get(StateKeys.CLUSTER_SECRET).getBytes(StandardCharsets.UTF_8);
    advertised = config.get(StateKeys.STATE_ADVERTISED);
    javalin = Javalin.create(this::configure);
    int port = config.get(StateKeys.STATE_PORT);
    try {
      javalin.start(config.get(StateKeys.STATE_HOST), port);
    } catch (JavalinBindException e) {
      throw new StartupFailure(
          "State port " + port + " cannot be used: set TRAITLY_STATE_PORT to a free one.", e);
    }
  }

  /** host:port at which others reach it. */
  public String advertised() {
    return advertised;
  }

  /**
   * Answers a read of this process's own state.
   *
   * @throws ApiException what the query says, or {@code unavailable}
   */
  JsonNode answer(String name, StateRequest request, Iterable<Position> positions) {
    StateQuery query = queries.get(name);
    if (query == null) {
      throw ApiException.of(ErrorCode.NOT_FOUND, "There is no state query named " + name);
    }
    await(positions);
    try {
      return query.answer(request);
    } catch (InvalidStateStoreException moved) {
      throw StreamsNode.unavailable();
    }
  }

  Map<Integer, String> owners() {
    return node.owners();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.routes.before(this::admit);
    config.routes.exception(ApiException.class, (e, ctx) -> Answers.problem(ctx, e));
    config.routes.get(ROUTES_PATH, this::routes);
    config.routes.post(QUERY_PATH + "{name}", this::query);
  }

  private void admit(Context ctx) {
    String sent = ctx.header(SECRET_HEADER);
    if (sent == null || !MessageDigest.isEqual(secret, sent.getBytes(StandardCharsets.UTF_8))) {
      throw ApiException.of(ErrorCode.UNKNOWN_TOKEN, "The cluster secret is missing or wrong");
    }
  }

  private void routes(Context ctx) {
    ObjectNode owners = Json.object();
    owners().forEach((partition, owner) -> owners.put(Integer.toString(partition), owner));
    Answers.json(ctx, 200, owners);
  }

  private void query(Context ctx) {
    JsonNode body = Json.parse(ctx.bodyAsBytes());
    int partition = body.required("partition").asInt();
    if (!advertised.equals(owners().get(partition))) {
      ctx.status(MISDIRECTED);
      return;
    }
    String position = body.path("position").asText("");
    StateRequest request =
        new StateRequest(body.required("account").asText(), partition, body.required("args"));
    Iterable<Position> positions = position.isEmpty() ? List.of() : Position.parse(position);
    Answers.json(ctx, 200, answer(ctx.pathParam("name"), request, positions));
  }

  private void await(Iterable<Position> positions) {
    for (Position each : positions) {
      try {
        if (!applied.await(each.topic(), each.partition(), each.offset(), PATIENCE)) {
          throw ApiException.retryLater(
              ErrorCode.UNAVAILABLE, "The write at " + each + " is not applied yet; try again", 1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw StreamsNode.unavailable();
      }
    }
  }
}
