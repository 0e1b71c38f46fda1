package com.traitly.sender;

import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.route.Route;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.platform.service.Service;
import com.traitly.platform.service.ServiceProcess;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.platform.service.Settings;
import com.traitly.sender.dispatch.SenderMeters;
import com.traitly.sender.dispatch.SenderParts;
import com.traitly.sender.endpoint.EndpointLimiters;
import com.traitly.sender.http.OpenedEndpoints;
import com.traitly.sender.http.WebhookClient;
import com.traitly.sender.intake.AnnouncementReader;
import com.traitly.sender.listen.Listeners;
import com.traitly.sender.log.AttemptLog;
import com.traitly.sender.log.LogQueries;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.StreamsNode;
import com.traitly.streams.node.StreamsSettings;
import com.traitly.streams.state.LocalServers;
import com.traitly.streams.state.StateKeys;
import com.traitly.streams.state.StateServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;

/**
 * Delivers announcements to the endpoints that want them: at least once, each with the same id on
 * every attempt, in order per endpoint and customer.
 */
public final class WebhookSender implements Service {
  private static final String NAME = ServiceNames.SENDER;
  private static final int THREADS = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EndpointLimiters limiters;
  private final Duration timeout;
  private final CloseAll started = new CloseAll();

  /**
   * Starts the webhook-sender.
   *
   * @param servers where other services of this process find the server of the log
   */
  public WebhookSender(ServiceRuntime runtime, LocalServers servers) {
    Config config = runtime.config();
    MasterKeys keys = MasterKeys.of(config);
    requireReadable(runtime, keys);
    limiters = new EndpointLimiters(SenderConfig.circuits(config));
    timeout = SenderConfig.timeout(config);
    try {
      start(runtime, share(runtime, keys), servers);
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
    runtime.health().part("webhook-deliveries", this::notReadyBecause);
  }

  private SenderParts share(ServiceRuntime runtime, MasterKeys keys) {
    Config config = runtime.config();
    return new SenderParts(
        started.add(
            new WebhookClient(
                SenderConfig.addresses(config),
                new OpenedEndpoints(keys),
                started.add(listeners(runtime)),
                runtime.clock(),
                timeout)),
        limiters,
        SenderConfig.outcomes(config),
        SenderConfig.disabling(config),
        new SenderMeters(runtime.meters(), runtime.clock()),
        started.add(new AnnouncementReader(() -> runtime.kafka().bytesReader())),
        new AppliedOffsets(),
        runtime.clock());
  }

  private static Listeners listeners(ServiceRuntime runtime) {
    return new Listeners(
        runtime.topics().live(),
        runtime.kafka()::bytesReader,
        () -> runtime.kafka().producer(Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000)),
        runtime.clock(),
        runtime.unreadable());
  }

  private void start(ServiceRuntime runtime, SenderParts shared, LocalServers servers) {
    Config config = runtime.config();
    StreamsSettings settings =
        StreamsSettings.of(runtime, NAME, false, THREADS, config.get(StateKeys.STATE_ADVERTISED));
    TopologyConfig topology = new TopologyConfig(new StreamsConfig(settings.properties(runtime)));
    StreamsNode node =
        started.add(
            new StreamsNode(
                runtime,
                settings,
                SenderTopology.of(topology, runtime.topics(), shared),
                // The log that is served here is keyed by endpoint, as this topic is.
                runtime.topics().webhookAttempts().name(),
                List.of(),
                shared.applied()));
    servers.add(
        NAME,
        started.add(
            new StateServer(
                config,
                node,
                LogQueries.of(partition -> node.read(AttemptLog.ATTEMPTS, partition)))));
  }

  /** Runs the webhook-sender as a process of its own. */
  public static void main(String[] args) {
    ServiceProcess.run(NAME, keys(), runtime -> new WebhookSender(runtime, new LocalServers()));
  }

  /** All settings that the webhook-sender reads. */
  public static List<ConfigKey<?>> keys() {
    return Settings.with(List.of(StateKeys.all(), SecretKeys.all(), SenderConfig.all()));
  }

  /**
   * Refuses to run without a master key that a stored endpoint needs: its deliveries could not be
   * signed.
   */
  private static void requireReadable(ServiceRuntime runtime, MasterKeys keys) {
    try (CompactedView<Endpoint> stored =
        new CompactedView<>(
            runtime.kafka(),
            runtime.topics().webhooks(),
            PATIENCE,
            (key, before, after) -> {},
            runtime.unreadable())) {
      stored.awaitCaughtUp(PATIENCE);
      stored.all().values().forEach(keys::require);
    }
  }

  private Optional<String> notReadyBecause() {
    return limiters.stopping() ? Optional.of("deliveries are being finished") : Optional.empty();
  }

  @Override
  public List<Route> routes() {
    return List.of();
  }

  @Override
  public void close() {
    try {
      limiters.stop(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    started.close();
  }
}
