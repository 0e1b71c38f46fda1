package com.traitly.standalone;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.health.Health;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.Launcher;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.route.Route;
import com.traitly.platform.service.Service;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.platform.service.Settings;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.broker.BrokerFailure;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.streams.state.LocalServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All four services in one JVM on one port, with a real broker inside unless another is named.
 * Closing it drains the services, then stops the broker; the data directory keeps everything.
 */
public final class Standalone implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

  private final CloseAll started = new CloseAll();
  private final DataDirectory data;
  private final String apiKey;
  private final KafkaAccess kafka;
  private final List<Route> routes;
  private final HttpServer server;

  private Standalone(Config environment, Consumer<String> onDeath) {
    Config given = LocalConfig.of(environment);
    Settings.check("traitly", given, keys());
    Descriptors.require(given);
    HttpServer.ADDRESS.requireFree(given);
    StatePorts ports = StatePorts.of(given);
    data = DataDirectory.at(given.get(CommonKeys.DATA_DIR));
    apiKey = data.apiKey(given.get(CommonKeys.BOOTSTRAP_TOKEN));
    try {
      LocalConfig local = LocalConfig.of(given, ports, data, apiKey, broker(given, onDeath));
      ServiceRuntime runtime =
          started.add(ServiceRuntime.open(local.common(), InstantSource.system()));
      kafka = runtime.kafka();
      runtime.health().whenFatal(onDeath);
      LOG.debug("topics are there");
      List<Service> services = services(runtime, local);
      routes = all(services, Service::routes);
      LOG.debug("services are started");
      server =
          started.add(
              HttpServer.start(
                  given,
                  new HttpServer.Content(
                      routes,
                      runtime.tokens(),
                      runtime.health(),
                      runtime.meters(),
                      all(services, Service::openRoutes),
                      all(services, Service::foreignRoutes))));
      LOG.debug("routes are served");
      awaitReady(runtime.health());
      LOG.debug("everything is ready");
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private static <T> List<T> all(List<Service> services, Function<Service, List<T>> part) {
    return services.stream().map(part).flatMap(List::stream).toList();
  }

  /**
   * Starts everything and returns when it is ready.
   *
   * @throws StartupFailure with a sentence that says what to do
   */
  public static Standalone start(Config config) {
    return new Standalone(config, reason -> LOG.error("cannot go on: {}", reason));
  }

  /** All settings that it reads: those of all services. */
  static List<ConfigKey<?>> keys() {
    return Stream.of(
            IngestGateway.keys(),
            StreamProcessor.keys(),
            QueryApi.keys(),
            WebhookSender.keys(),
            List.<ConfigKey<?>>of(LocalConfig.KAFKA_PORT))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** Runs the process until it is asked to stop. */
  public static void main(String[] args) {
    Launcher.run(
        "traitly",
        () -> {
          Standalone running = new Standalone(Config.ofEnvironment(), Launcher::halt);
          System.out.println(
              new Welcome(running.baseUrl(), running.apiKey, running.data.path(), running.kafka)
                  .text());
          return running;
        });
  }

  /** The brokers, as Kafka's {@code bootstrap.servers} takes them. */
  public String bootstrapServers() {
    return kafka.bootstrap();
  }

  /** Where callers reach it, without a trailing slash. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** The admin API key. */
  public String apiKey() {
    return apiKey;
  }

  /** The data directory. */
  public Path dataDirectory() {
    return data.path();
  }

  /** Every operation that is served to callers. */
  public List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    started.close();
  }

  private List<Service> services(ServiceRuntime runtime, LocalConfig local) {
    LocalServers servers = new LocalServers();
    return StartTogether.run(
        List.of(
            () ->
                new StreamProcessor(runtime.with(local.forService(StatePorts.PROCESSOR)), servers),
            () -> new QueryApi(runtime.with(local.forService(StatePorts.QUERY)), servers),
            () -> new WebhookSender(runtime.with(local.forService(StatePorts.SENDER)), servers),
            () -> new IngestGateway(runtime.with(local.common()))),
        started);
  }

  /** Waits until every part of the process is ready. */
  private static void awaitReady(Health health) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> reasons = health.notReady();
    while (!reasons.isEmpty()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new StartupFailure(
            "Not ready after "
                + PATIENCE.toSeconds()
                + " s ("
                + String.join("; ", reasons)
                + "): start again with TRAITLY_LOG_LEVEL=DEBUG to see more.");
      }
      LockSupport.parkNanos(LOOK_AGAIN);
      reasons = health.notReady();
    }
  }

  private String broker(Config given, Consumer<String> onDeath) {
    if (given.isSet(CommonKeys.KAFKA_BOOTSTRAP)) {
      return given.get(CommonKeys.KAFKA_BOOTSTRAP);
    }
    if (given.get(CommonKeys.REPLICATION) > 1) {
      throw new StartupFailure(
          "TRAITLY_REPLICATION is %d, but the broker inside is alone: leave it unset, or name other brokers in TRAITLY_KAFKA_BOOTSTRAP."
              .formatted(given.get(CommonKeys.REPLICATION)));
    }
    Consumer<BrokerFailure> died = failure -> onDeath.accept(String.valueOf(failure.getMessage()));
    int wanted = given.get(LocalConfig.KAFKA_PORT);
    try {
      EmbeddedBroker broker =
          started.add(EmbeddedBroker.startNear(data.path().resolve("kafka"), wanted, died));
      if (wanted != 0 && broker.port() != wanted) {
        LOG.info("port {} is in use: the broker listens on port {}", wanted, broker.port());
      }
      return broker.bootstrapServers();
    } catch (BrokerFailure e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
