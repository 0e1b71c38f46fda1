package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.RecommendationJson;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.route.Route;
import com.traitly.query.readmodel.LocalPartitions;
import com.traitly.streams.list.Page;
import com.traitly.streams.state.Position;
import com.traitly.streams.state.StateAnswer.Age;
import com.traitly.testkit.spec.HttpContract;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The service's routes on a real HTTP server, with real stores and without a broker. */
final class QueryServer implements AutoCloseable {
  static final long RETRIEVED = 1_500_019_594L;
  static final Map<String, Caller> CALLERS =
      Map.of(
          "Token reader", new Caller(LocalPartitions.ACCOUNT, "t1", Set.of("read")),
          "Token admin", new Caller(LocalPartitions.ACCOUNT, "t2", Set.of("admin")),
          "Token writer", new Caller(LocalPartitions.ACCOUNT, "t3", Set.of("events:write")),
          "Token stranger", new Caller("other", "t4", Set.of("read")));

  final LocalPartitions state;
  final Map<AccountKey, Goal> goals = new ConcurrentHashMap<>();
  final Map<AccountKey, Goal> drafts = new ConcurrentHashMap<>();
  final Map<AccountKey, Endpoint> webhooks = new ConcurrentHashMap<>();
  final Map<AccountKey, Token> tokens = new ConcurrentHashMap<>();
  final List<Position> waitedFor = new CopyOnWriteArrayList<>();
  volatile long shownTo = Long.MAX_VALUE;
  volatile Optional<String> notReady = Optional.empty();
  volatile Duration viewAge = Duration.ofSeconds(1);

  /** Age of the state that answers. */
  volatile Age age = Age.NONE;

  /** What the stream-processor was last asked for. */
  volatile @Nullable JsonNode lookup;

  /** What the stream-processor answers when asked for a model. */
  volatile JsonNode model = Json.object();

  /** What each partition of the stream-processor answers. */
  volatile List<JsonNode> partitions = List.of();

  /** What the webhook-sender was last asked for. */
  volatile @Nullable JsonNode log;

  final List<Route> routes;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  QueryServer(int partitions, Path directory) {
    state = new LocalPartitions(partitions, directory);
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ListAnswers lists = new ListAnswers(InstantSource.fixed(Instant.ofEpochSecond(RETRIEVED)));
    DefinitionView<Goal> knownGoals = known("t.goals", goals);
    DefinitionView<Endpoint> knownWebhooks = webhooksView();
    ReadModelRoutes rows = new ReadModelRoutes(new Own(), lists, LocalPartitions.TOPICS);
    routes =
        Stream.of(
                rows.routes(),
                new DefinitionRoutes(
                        knownGoals, knownWebhooks, known("t.tokens", tokens), id -> null, lists)
                    .routes(),
                new WebhookRoutes(knownWebhooks, new Sender(), lists).routes(),
                new GoalRoutes(
                        knownGoals,
                        known("t.goal-drafts", drafts),
                        new Processor(),
                        lists,
                        LocalPartitions.TOPICS)
                    .routes(),
                new LookupRoutes(new Processor(), rows, meters, LocalPartitions.TOPICS).routes())
            .flatMap(List::stream)
            .toList();
    server =
        HttpServer.start(
            Config.of(Map.of(CommonKeys.PORT.name(), "0")),
            new HttpServer.Content(routes, QueryServer::authenticate, new Health(), meters));
  }

  /** Sends a GET as the reader. */
  Answer get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
    return getAs("reader", pathAndQuery, headers);
  }

  Answer getAs(String key, String pathAndQuery, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/v1" + pathAndQuery))
            .header("Authorization", "Token " + key);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Answer(
        HttpContract.check(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    state.close();
  }

  /** An answer with its body as JSON. */
  record Answer(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    JsonNode body() {
      return Json.read(response.body());
    }

    /** One field of all items. */
    List<String> items(String field) {
      return body().required("data").findValuesAsText(field);
    }

    String code() {
      return body().path("code").asText();
    }

    @Nullable String nextCursor() {
      return body().required("metadata").path("next_cursor").textValue();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  private static Caller authenticate(@Nullable String header) {
    Caller caller = header == null ? null : CALLERS.get(header);
    if (caller == null) {
      throw ApiException.of(ErrorCode.MISSING_TOKEN, "no key");
    }
    return caller;
  }

  /** The endpoints as routes see them. */
  DefinitionView<Endpoint> webhooksView() {
    return known("t.webhooks", webhooks);
  }

  private <V> DefinitionView<V> known(String topic, Map<AccountKey, V> all) {
    return new DefinitionView<>(
        topic,
        () -> Map.copyOf(all),
        () -> notReady,
        (offset, atMost) -> offset <= shownTo,
        () -> viewAge);
  }

  private final class Own implements StateReads {
    @Override
    public JsonNode ask(String query, AccountKey key, JsonNode args, ReadRequirements reading) {
      waitedFor.addAll(reading.positions());
      reading.answeredFrom(age);
      return state.ask(query, key, args);
    }

    @Override
    public List<JsonNode> askAll(
        String query, String account, JsonNode args, ReadRequirements reading) {
      waitedFor.addAll(reading.positions());
      reading.answeredFrom(age);
      return state.askAll(query, account, args);
    }
  }

  /** Notes what it is asked for, and answers as if the log were empty. */
  private final class Sender implements StateReads {
    @Override
    public JsonNode ask(String query, AccountKey key, JsonNode args, ReadRequirements reading) {
      ObjectNode asked = Json.object().put("query", query).put("key", key.toString());
      asked.set("args", args);
      log = asked;
      return Page.empty().json();
    }

    @Override
    public List<JsonNode> askAll(
        String query, String account, JsonNode args, ReadRequirements reading) {
      throw new UnsupportedOperationException("a log has one owner");
    }
  }

  private final class Processor implements StateReads {
    @Override
    public JsonNode ask(String query, AccountKey key, JsonNode args, ReadRequirements reading) {
      waitedFor.addAll(reading.positions());
      reading.answeredFrom(age);
      ObjectNode asked = Json.object().put("query", query).put("key", key.toString());
      asked.set("args", args);
      lookup = asked;
      if (args.path("assume").asText().startsWith("Unheard") && !args.has("assume_known")) {
        throw ApiException.of(ErrorCode.UNKNOWN_EVENT, "unheard");
      }
      if (key.id().equals("nobody")) {
        throw ApiException.of(ErrorCode.CUSTOMER_NOT_FOUND, "nobody");
      }
      return query.equals("goal-model") ? model : RecommendationJson.inNoGoal(key.id(), RETRIEVED);
    }

    @Override
    public List<JsonNode> askAll(
        String query, String account, JsonNode args, ReadRequirements reading) {
      waitedFor.addAll(reading.positions());
      reading.answeredFrom(age);
      lookup = Json.object().put("query", query).put("account", account).set("args", args);
      return partitions;
    }
  }
}
