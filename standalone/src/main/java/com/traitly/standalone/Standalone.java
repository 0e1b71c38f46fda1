package com.traitly.standalone;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.http.OpenRoute;
import com.traitly.platform.http.Route;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.Launcher;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.service.Service;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.broker.BrokerFailure;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.streams.state.LocalServers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All four services in one JVM on one port, with a real broker inside unless another is named.
 * Closing it drains the services, then stops the broker; the data directory keeps everything.
 */
public final class Standalone implements AutoCloseable {
  /** Unlike the single services', empty by default: then the broker inside is used. */
  public static final ConfigKey<String> OUTSIDE_BROKER =
      ConfigKey.text(
          CommonKeys.KAFKA_BOOTSTRAP.name(), "use this broker instead of the one inside", "");

  private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);
  private static final int BROKER_DIED = 70;

  private final CloseAll started = new CloseAll();
  private final DataDirectory data;
  private final String apiKey;
  private final List<Route> routes;
  private final HttpServer server;

  private Standalone(Config given, Consumer<BrokerFailure> onBrokerDeath) {
    HttpServer.requireFree(given.get(CommonKeys.HOST), given.get(CommonKeys.PORT));
    data = DataDirectory.at(given.get(CommonKeys.DATA_DIR));
    apiKey = data.apiKey(given.get(CommonKeys.BOOTSTRAP_TOKEN));
    try {
      LocalConfig local = new LocalConfig(given, data, apiKey, broker(given, onBrokerDeath));
      ServiceRuntime runtime =
          started.add(ServiceRuntime.open(local.common(), InstantSource.system()));
      LOG.debug("topics are there");
      LocalServers servers = new LocalServers();
      List<Service> services =
          StartTogether.run(
              List.of(
                  () -> new StreamProcessor(runtime.with(local.forProcessor()), servers),
                  () -> new QueryApi(runtime.with(local.forQuery()), servers),
                  () -> new WebhookSender(runtime.with(local.forSender()), servers),
                  () -> new IngestGateway(runtime.with(local.common()))),
              started);
      routes = services.stream().map(Service::routes).flatMap(List::stream).toList();
      List<OpenRoute> open =
          services.stream().map(Service::openRoutes).flatMap(List::stream).toList();
      LOG.debug("services are started");
      server =
          started.add(
              HttpServer.start(
                  given,
                  new HttpServer.Content(
                      routes, runtime.tokens(), runtime.health(), runtime.meters(), open)));
      LOG.debug("routes are served");
      new Readiness(runtime.health()).await();
      LOG.debug("everything is ready");
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /**
   * Starts everything and returns when it is ready.
   *
   * @throws StartupFailure with a sentence that says what to do
   */
  public static Standalone start(Config config) {
    return new Standalone(
        config, failure -> LOG.error("the broker inside died: {}", failure.getMessage()));
  }

  /** Runs it until the process is told to stop. */
  public static void main(String[] args) {
    Launcher.run(
        "traitly",
        () -> {
          Standalone running = new Standalone(Config.ofEnvironment(), Standalone::exit);
          System.out.println(new Welcome(running).text());
          return running;
        });
  }

  /** Where callers reach it, without a trailing slash. */
  public String baseUrl() {
    return server.baseUrl();
  }

  /** The admin API key. */
  public String apiKey() {
    return apiKey;
  }

  /** Where the data lies. */
  public Path dataDirectory() {
    return data.path();
  }

  /** Every operation that is served to callers. */
  List<Route> routes() {
    return routes;
  }

  @Override
  public void close() {
    started.close();
  }

  /**
   * Without its broker the process can do nothing: a supervisor, or the person, starts it again.
   */
  private static void exit(BrokerFailure failure) {
    System.err.println("traitly: " + failure.getMessage());
    Runtime.getRuntime().halt(BROKER_DIED);
  }

  private String broker(Config given, Consumer<BrokerFailure> onDeath) {
    String outside = given.get(OUTSIDE_BROKER);
    if (!outside.isEmpty()) {
      return outside;
    }
    try {
      return started
          .add(EmbeddedBroker.start(data.path().resolve("kafka"), 0, onDeath))
          .bootstrapServers();
    } catch (BrokerFailure e) {
      throw new StartupFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
