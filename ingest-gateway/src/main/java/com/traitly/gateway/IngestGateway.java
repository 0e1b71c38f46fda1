package com.traitly.gateway;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointDisabling;
import com.traitly.gateway.definitions.BootstrapToken;
import com.traitly.gateway.definitions.DefinitionStore;
import com.traitly.gateway.definitions.EndpointCommands;
import com.traitly.gateway.definitions.EndpointWrites;
import com.traitly.gateway.definitions.GoalWrites;
import com.traitly.gateway.definitions.ListenerWrites;
import com.traitly.gateway.definitions.SenderAnswers;
import com.traitly.gateway.definitions.TokenWrites;
import com.traitly.gateway.http.WriteHandler;
import com.traitly.gateway.intake.BatchWrite;
import com.traitly.gateway.intake.CustomerWrites;
import com.traitly.gateway.intake.LinkWrite;
import com.traitly.gateway.intake.ProfileListener;
import com.traitly.gateway.intake.RejectedItems;
import com.traitly.gateway.publish.Admission;
import com.traitly.gateway.publish.GatewayMeters;
import com.traitly.gateway.publish.KafkaCircuitBreaker;
import com.traitly.gateway.publish.Producers;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.redrive.DeadLetterWrites;
import com.traitly.gateway.redrive.Redriving;
import com.traitly.gateway.segment.SegmentRoutes;
import com.traitly.gateway.sources.Sources;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.route.ForeignRoute;
import com.traitly.platform.route.Route;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.platform.service.Service;
import com.traitly.platform.service.ServiceProcess;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.platform.service.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Accepts writes over HTTP and answers once Kafka has acknowledged them.
 *
 * <p>It is ready once constructed: all definitions and API keys are loaded, the first key exists,
 * and the producers know the partitions of the topics of events, customers and API keys.
 */
public final class IngestGateway implements Service {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final ServiceRuntime runtime;
  private final CloseAll opened = new CloseAll();
  private final Served served;

  /** All operations: in our format, and in somebody else's. */
  private record Served(List<Route> routes, List<ForeignRoute> foreign) {}

  /** Runs the gateway as a process of its own. */
  public static void main(String[] args) {
    ServiceProcess.run("ingest-gateway", keys(), IngestGateway::new);
  }

  /** All settings that the gateway reads. */
  public static List<ConfigKey<?>> keys() {
    return Settings.with(List.of(SecretKeys.all(), GatewayKeys.all()));
  }

  /**
   * Starts the gateway.
   *
   * @throws com.traitly.platform.lifecycle.StartupFailure when Kafka cannot be reached or a setting
   *     is wrong
   */
  public IngestGateway(ServiceRuntime runtime) {
    this.runtime = runtime;
    try {
      served = start();
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public List<Route> routes() {
    return served.routes();
  }

  @Override
  public List<ForeignRoute> foreignRoutes() {
    return served.foreign();
  }

  @Override
  public void close() {
    opened.close();
  }

  private Served start() {
    Topics topics = runtime.topics();
    Config config = runtime.config();
    Admission admission = GatewayKeys.admission(config);
    RecordSender sender =
        opened.add(
            new RecordSender(
                Producers.open(runtime.kafka(), admission.maxBytes()),
                new KafkaCircuitBreaker(runtime.clock(), RecordSender.PAUSE),
                GatewayMeters.in(runtime.meters()),
                admission.maxBytes()));
    var goals = definitions(topics.goals(), "goals", sender, GatewayKeys.GOALS);
    var drafts = definitions(topics.goalDrafts(), "dry runs of goals", sender, GatewayKeys.DRAFTS);
    var endpoints = endpoints(topics, sender);
    var tokens = tokens(topics, sender);
    sender.warmUp(List.of(topics.events(), topics.customers(), topics.tokens()));
    runtime.tokens().view().awaitCaughtUp(PATIENCE);
    ensureFirstTokens(tokens);
    SenderAnswers answers = answers(topics);
    startSources(config);
    RejectedItems rejected = new RejectedItems(topics.live().rejectedItems(), sender);
    ProfileListener profiles = profiles(topics);
    WriteHandler writes = new WriteHandler(sender, admission, runtime.clock());
    GatewayRoutes routes =
        new GatewayRoutes(
            writes,
            BatchWrite.ofEvents(topics.events(), sender, rejected),
            new CustomerWrites(topics.customers(), sender, profiles, rejected),
            new LinkWrite(topics.customers(), sender),
            new GoalWrites(goals, drafts),
            new EndpointWrites(
                endpoints, goals, keys(endpoints), config.get(CommonKeys.WEBHOOK_ALLOW_HTTP)),
            listeners(endpoints, topics, sender),
            new EndpointCommands(endpoints, topics.webhookCommands(), sender, answers::to),
            new TokenWrites(tokens, topics.tokenUses(), sender),
            new DeadLetterWrites(new Redriving(runtime.kafka(), topics)));
    var viewName = config.get(GatewayKeys.VIEW_EVENT);
    var segment = SegmentRoutes.of(topics, viewName, writes, sender, profiles, runtime.meters());
    return new Served(routes.all(), segment.all());
  }

  private DefinitionStore<Token> tokens(Topics topics, RecordSender sender) {
    CompactedView<Token> view = runtime.tokens().view();
    return new DefinitionStore<>(
        topics.tokens(),
        view::all,
        view::awaitShown,
        sender,
        DefinitionStore.Limit.of(runtime.config(), GatewayKeys.TOKENS, "API keys"));
  }

  private void startSources(Config config) {
    if (config.isSet(GatewayKeys.SOURCES)) {
      opened.add(Sources.start(runtime, Path.of(config.get(GatewayKeys.SOURCES))));
    }
  }

  private ListenerWrites listeners(
      DefinitionStore<Endpoint> endpoints, Topics topics, RecordSender sender) {
    return opened.add(
        new ListenerWrites(endpoints, topics.live().listenerAnswers(), sender, runtime.clock()));
  }

  private SenderAnswers answers(Topics topics) {
    SenderAnswers answers =
        opened.add(
            new SenderAnswers(
                topics.webhookAnswers(),
                () -> runtime.kafka().bytesReader(),
                runtime.unreadable()));
    answers.awaitListening(PATIENCE);
    return answers;
  }

  /**
   * Waits a moment for all profiles; a large topic is read on while the first requests are served.
   */
  private ProfileListener profiles(Topics topics) {
    ProfileListener profiles =
        opened.add(
            new ProfileListener(
                topics.customerProfiles(),
                runtime.kafka().partitions(topics.customerProfiles()),
                runtime.kafka()::bytesReader,
                runtime.unreadable()));
    profiles.awaitCurrent(MOMENT);
    return profiles;
  }

  /** The master keys; refuses to start without one that a stored secret needs. */
  private MasterKeys keys(DefinitionStore<Endpoint> endpoints) {
    MasterKeys keys = MasterKeys.of(runtime.config());
    endpoints.all().forEach(keys::require);
    return keys;
  }

  private <V> DefinitionStore<V> definitions(
      Topic<AccountKey, V> topic, String name, RecordSender sender, ConfigKey<Integer> most) {
    CompactedView<V> view = follow(topic, name);
    return new DefinitionStore<>(
        topic,
        view::all,
        view::awaitShown,
        sender,
        DefinitionStore.Limit.of(runtime.config(), most, name));
  }

  /**
   * Endpoints with the webhook-sender's disablings applied: a disabled one must not look enabled
   * here.
   */
  private DefinitionStore<Endpoint> endpoints(Topics topics, RecordSender sender) {
    CompactedView<Endpoint> defined = follow(topics.webhooks(), "webhooks");
    CompactedView<EndpointDisabling> disablings =
        follow(topics.webhookDisablings(), "webhook-disablings");
    return new DefinitionStore<>(
        topics.webhooks(),
        () -> EndpointDisabling.applied(defined.all(), disablings.all()),
        defined::awaitShown,
        sender,
        DefinitionStore.Limit.of(runtime.config(), GatewayKeys.WEBHOOKS, "webhooks"));
  }

  private <V> CompactedView<V> follow(Topic<AccountKey, V> topic, String name) {
    CompactedView<V> view = opened.add(runtime.follow(topic, "gateway " + name));
    view.awaitCaughtUp(PATIENCE);
    return view;
  }

  private void ensureFirstTokens(DefinitionStore<Token> tokens) {
    for (BootstrapToken each : GatewayKeys.firstTokens(runtime.config())) {
      each.ensure(
          tokens,
          runtime.tokens().view().all(),
          runtime.clock().instant().getEpochSecond(),
          System.out);
    }
  }
}
