package com.traitly.query;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointDisabling;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.route.OpenRoute;
import com.traitly.platform.route.Route;
import com.traitly.platform.service.Service;
import com.traitly.platform.service.ServiceProcess;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.platform.service.Settings;
import com.traitly.query.docs.DocsRoutes;
import com.traitly.query.live.LiveKeys;
import com.traitly.query.live.LiveSources;
import com.traitly.query.live.LiveStreams;
import com.traitly.query.live.StreamLimit;
import com.traitly.query.readmodel.ReadQueries;
import com.traitly.query.readmodel.ReadTopology;
import com.traitly.query.routes.DefinitionRoutes;
import com.traitly.query.routes.DefinitionView;
import com.traitly.query.routes.GoalRoutes;
import com.traitly.query.routes.ListAnswers;
import com.traitly.query.routes.LiveRoutes;
import com.traitly.query.routes.LookupRoutes;
import com.traitly.query.routes.ReadModelRoutes;
import com.traitly.query.routes.StateReads;
import com.traitly.query.routes.WebhookRoutes;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.freshness.Upstream;
import com.traitly.streams.node.StreamsNode;
import com.traitly.streams.node.StreamsSettings;
import com.traitly.streams.state.LocalServers;
import com.traitly.streams.state.StateChannel;
import com.traitly.streams.state.StateClient;
import com.traitly.streams.state.StateKeys;
import com.traitly.streams.state.StateServer;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Serves all reads of the API. Events, customers and dead letters come from its own read models,
 * whose partitions any number of instances share. Recommendations and goal figures come from the
 * stream-processor, attempts from the webhook-sender, and definitions from memory.
 */
public final class QueryApi implements Service {
  private static final String NAME = "query-api";
  private static final int THREADS = 2;

  private final CloseAll started = new CloseAll();
  private final List<Route> routes;
  private final List<OpenRoute> docs;

  /** Runs the query API as a process of its own. */
  public static void main(String[] args) {
    ServiceProcess.run(NAME, keys(), runtime -> new QueryApi(runtime, new LocalServers()));
  }

  /** All settings that the query API reads. */
  public static List<ConfigKey<?>> keys() {
    return Settings.with(List.of(StateKeys.all(), LiveKeys.all()));
  }

  /**
   * Starts the query API.
   *
   * @param servers the state servers of this process, asked directly for state that is here
   * @throws com.traitly.platform.lifecycle.StartupFailure when its state directory or state port
   *     cannot be used
   */
  public QueryApi(ServiceRuntime runtime, LocalServers servers) {
    try {
      docs = DocsRoutes.all(runtime.kafka().prefix(), consumersConnectTo(runtime.config()));
      routes = start(runtime, servers);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public List<OpenRoute> openRoutes() {
    return docs;
  }

  @Override
  public void close() {
    started.close();
  }

  /** Where consumers of topics find the brokers, which may not be where this process does. */
  private static List<String> consumersConnectTo(Config config) {
    String advertised = config.get(CommonKeys.KAFKA_ADVERTISED);
    String brokers = advertised.isEmpty() ? config.get(CommonKeys.KAFKA_BOOTSTRAP) : advertised;
    return Stream.of(brokers.split(",")).map(String::strip).toList();
  }

  private List<Route> start(ServiceRuntime runtime, LocalServers servers) {
    Topics topics = runtime.topics();
    ListAnswers lists = new ListAnswers(runtime.clock());
    servers.add(NAME, serveState(runtime));
    StateReads own = reads(runtime, StateKeys.QUERY_STATE, Set.of(), servers.of(NAME));
    Set<String> whole = Set.of(topics.goals().name());
    StateReads processor =
        reads(runtime, StateKeys.PROCESSOR_STATE, whole, servers.of(ServiceNames.PROCESSOR));
    StateReads sender =
        reads(runtime, StateKeys.SENDER_STATE, Set.of(), servers.of(ServiceNames.SENDER));
    DefinitionView<Goal> goals = follow(runtime, topics.goals());
    DefinitionView<Endpoint> webhooks = webhooks(runtime);
    DefinitionView<Token> tokens = DefinitionView.of(topics.tokens(), runtime.tokens().view());
    ReadModelRoutes rows = new ReadModelRoutes(own, lists, topics);
    return Stream.of(
            rows.routes(),
            new DefinitionRoutes(goals, webhooks, tokens, runtime.tokens()::lastUsedAt, lists)
                .routes(),
            new WebhookRoutes(webhooks, sender, lists).routes(),
            new GoalRoutes(goals, follow(runtime, topics.goalDrafts()), processor, lists, topics)
                .routes(),
            new LookupRoutes(processor, rows, runtime.meters(), topics).routes(),
            live(runtime, webhooks))
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> live(ServiceRuntime runtime, DefinitionView<Endpoint> webhooks) {
    LiveSources sources = new LiveSources(runtime.topics(), runtime.clock());
    StreamLimit limit = new StreamLimit(runtime.config().get(LiveKeys.PER_ACCOUNT));
    return new LiveRoutes(runtime.tokens(), limit, webhooks)
        .all(
            sources,
            source ->
                started.add(
                    new LiveStreams(
                        runtime.kafka(), runtime.topics(), source, runtime.unreadable())));
  }

  private <V> DefinitionView<V> follow(ServiceRuntime runtime, Topic<AccountKey, V> topic) {
    return DefinitionView.of(topic, started.add(runtime.follow(topic, topic.name())));
  }

  /** Endpoints as the webhook-sender treats them: it may have disabled one. */
  private DefinitionView<Endpoint> webhooks(ServiceRuntime runtime) {
    Topics topics = runtime.topics();
    CompactedView<Endpoint> webhooks =
        started.add(runtime.follow(topics.webhooks(), topics.webhooks().name()));
    CompactedView<EndpointDisabling> disablings =
        started.add(runtime.follow(topics.webhookDisablings(), topics.webhookDisablings().name()));
    return new DefinitionView<>(
        topics.webhooks().name(),
        () -> EndpointDisabling.applied(webhooks.all(), disablings.all()),
        webhooks::notReadyBecause,
        webhooks::awaitShown,
        webhooks::age);
  }

  private StateServer serveState(ServiceRuntime runtime) {
    Topics topics = runtime.topics();
    AppliedOffsets applied = new AppliedOffsets();
    StreamsSettings settings =
        StreamsSettings.of(
            runtime, NAME, false, THREADS, runtime.config().get(StateKeys.STATE_ADVERTISED));
    StreamsNode node =
        started.add(
            new StreamsNode(
                runtime,
                settings,
                ReadTopology.of(topics, applied, settings.properties(runtime)),
                topics.events().name(),
                List.of(
                    new Upstream(
                        topics.customers().name(),
                        runtime.kafka().group(ServiceNames.PROCESSOR),
                        topics.customerProfiles().name())),
                applied));
    return started.add(new StateServer(runtime.config(), node, ReadQueries.of(node::read)));
  }

  private StateReads reads(
      ServiceRuntime runtime,
      ConfigKey<String> seeds,
      Set<String> whole,
      Supplier<@Nullable StateServer> here) {
    Config config = runtime.config();
    StateChannel channel =
        started.add(new StateChannel(config.get(seeds), config.get(StateKeys.CLUSTER_SECRET)));
    return StateReads.of(
        new StateClient(channel, runtime.kafka().customerPartitions(), whole, here));
  }
}
