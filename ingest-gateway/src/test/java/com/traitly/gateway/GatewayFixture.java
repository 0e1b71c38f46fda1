package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.gateway.definitions.DefinitionStore;
import com.traitly.gateway.definitions.EndpointCommands;
import com.traitly.gateway.definitions.EndpointWrites;
import com.traitly.gateway.definitions.GoalWrites;
import com.traitly.gateway.definitions.ListenerWrites;
import com.traitly.gateway.definitions.TokenWrites;
import com.traitly.gateway.http.WriteHandler;
import com.traitly.gateway.intake.BatchWrite;
import com.traitly.gateway.intake.CustomerWrites;
import com.traitly.gateway.intake.LinkWrite;
import com.traitly.gateway.intake.RejectedItems;
import com.traitly.gateway.publish.Admission;
import com.traitly.gateway.publish.GatewayMeters;
import com.traitly.gateway.publish.KafkaCircuitBreaker;
import com.traitly.gateway.publish.Producers;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.redrive.DeadLetterWrites;
import com.traitly.gateway.redrive.Redriving;
import com.traitly.gateway.segment.SegmentRoutes;
import com.traitly.gateway.segment.message.ViewName;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.route.ForeignRoute;
import com.traitly.platform.route.Route;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.testkit.spec.HttpContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's routes on a real HTTP server, with a producer that keeps all records.
 *
 * <p>The key {@code <scope>@<account>} lets a caller in with that scope, for that account; a dot
 * stands for the colon, which Basic authentication would cut.
 */
public final class GatewayFixture implements AutoCloseable {
  public static final long NOW = 1_500_019_594;
  static final int MOST = 3;
  private static final Admission.Most PLENTY = new Admission.Most(1_000, 32L * 1024 * 1024);
  public static final Topics TOPICS = new Topics("test.");

  static final MasterKeys KEYS =
      MasterKeys.of(Config.of(Map.of("TRAITLY_SECRET_KEY", MasterKeys.generate())));

  public final MockProducer<byte[], byte[]> producer;
  public final List<Route> routes;
  final List<ForeignRoute> foreignRoutes;

  /** What the webhook-sender answers. */
  volatile Function<String, CompletableFuture<ObjectNode>> answer =
      id -> CompletableFuture.failedFuture(new TimeoutException());

  public final FakeCustomers customers = new FakeCustomers();
  public final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  public final HttpServer server;
  private final RecordSender sender;
  private final HttpClient client = HttpClient.newHttpClient();

  private GatewayFixture(boolean acknowledging, Admission admission) {
    producer =
        new MockProducer<>(
            acknowledging, null, new ByteArraySerializer(), new ByteArraySerializer());
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(NOW));
    sender =
        new RecordSender(
            new Producers(producer, producer),
            new KafkaCircuitBreaker(clock, RecordSender.PAUSE),
            GatewayMeters.in(new SimpleMeterRegistry()),
            admission.maxBytes());
    DefinitionStore<Goal> goals = definitions(TOPICS.goals());
    DefinitionStore<Endpoint> endpoints = definitions(TOPICS.webhooks());
    RejectedItems rejected = new RejectedItems(TOPICS.live().rejectedItems(), sender);
    WriteHandler writes = new WriteHandler(sender, admission, clock);
    routes =
        new GatewayRoutes(
                writes,
                BatchWrite.ofEvents(TOPICS.events(), sender, rejected),
                new CustomerWrites(TOPICS.customers(), sender, customers, rejected),
                new LinkWrite(TOPICS.customers(), sender),
                new GoalWrites(goals, definitions(TOPICS.goalDrafts())),
                new EndpointWrites(endpoints, goals, KEYS, false),
                new ListenerWrites(endpoints, TOPICS.live().listenerAnswers(), sender, clock),
                new EndpointCommands(
                    endpoints, TOPICS.webhookCommands(), sender, (id, atMost) -> answer.apply(id)),
                new TokenWrites(tokens(), TOPICS.tokenUses(), sender),
                new DeadLetterWrites(
                    new Redriving(new KafkaAccess("nowhere:1", "t.", 1, 1), TOPICS)))
            .all();
    foreignRoutes =
        SegmentRoutes.of(TOPICS, new ViewName("Viewed {name}"), writes, sender, customers, meters)
            .all();
    server =
        HttpServer.start(
            Config.of(Map.of(CommonKeys.PORT.name(), "0")),
            new HttpServer.Content(
                routes, GatewayFixture::caller, new Health(), meters, List.of(), foreignRoutes));
  }

  /** Every record is acknowledged at once. */
  public static GatewayFixture acknowledging() {
    return new GatewayFixture(true, new Admission(PLENTY, PLENTY));
  }

  /** Records wait until the test completes them. */
  public static GatewayFixture waiting(Admission admission) {
    return new GatewayFixture(false, admission);
  }

  @Override
  public void close() {
    client.close();
    server.close();
    sender.close();
  }

  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  public HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .method(method, BodyPublishers.ofByteArray(body));
    if (!Arrays.asList(headers).contains("Authorization")) {
      request.header("Authorization", "Token admin@acme");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpContract.check(client.send(request.build(), BodyHandlers.ofString()));
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  /** All values sent to a topic, in order. */
  public <V> List<V> sent(Topic<AccountKey, V> topic) {
    return producer.history().stream()
        .filter(record -> record.topic().equals(topic.name()))
        .map(record -> topic.value().deserializer().deserialize(topic.name(), record.value()))
        .toList();
  }

  /** All records that are stored, in order; what is only shown to whoever watches is left out. */
  public List<ProducerRecord<byte[], byte[]>> stored() {
    String shown = TOPICS.live().rejectedItems().name();
    return producer.history().stream().filter(each -> !each.topic().equals(shown)).toList();
  }

  /** The keys of all records that are stored, in order. */
  public List<String> keys() {
    return stored().stream()
        .map(ProducerRecord::key)
        .map(key -> new String(key, StandardCharsets.UTF_8))
        .toList();
  }

  public static JsonNode json(HttpResponse<String> response) {
    return parse(response.body());
  }

  public static JsonNode parse(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  static Caller caller(@Nullable String authorization) {
    String[] parts =
        authorization == null ? new String[0] : authorization.replaceFirst("^\\S+ ", "").split("@");
    if (parts.length != 2) {
      throw ApiException.of(ErrorCode.MISSING_TOKEN, "none");
    }
    return new Caller(parts[1], "tok_test", Set.of(parts[0].replace('.', ':')));
  }

  /** The API keys, as the gateway stores them. */
  public DefinitionStore<Token> tokens() {
    return definitions(TOPICS.tokens());
  }

  private <V> DefinitionStore<V> definitions(Topic<AccountKey, V> topic) {
    return new DefinitionStore<>(
        topic,
        () -> shown(topic),
        (offset, atMost) -> true,
        sender,
        new DefinitionStore.Limit(MOST, "things", "TRAITLY_THINGS"));
  }

  private <V> Map<AccountKey, V> shown(Topic<AccountKey, V> topic) {
    Map<AccountKey, V> all = new HashMap<>();
    for (ProducerRecord<byte[], byte[]> each : producer.history()) {
      if (each.topic().equals(topic.name())) {
        AccountKey key = topic.key().deserializer().deserialize(topic.name(), each.key());
        V value = topic.value().deserializer().deserialize(topic.name(), each.value());
        if (value == null) {
          all.remove(key);
        } else {
          all.put(key, value);
        }
      }
    }
    return all;
  }
}
