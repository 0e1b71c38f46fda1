package com.traitly.benchmarks.harness;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.process.ForkedJvm;
import com.traitly.testkit.process.LocalSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The product's services under one topic prefix, each in its own process. */
public final class Services implements AutoCloseable {
  /** The API key that gives access to everything. */
  public static final String API_KEY = "trt_0123456789abcdef0123456789abcdef0123456789abcdef";

  // Any 32 bytes in Base64: what they encrypt is deleted after the run.
  private static final String SECRET_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
  private static final Pattern ADDRESS = Pattern.compile("(http://[\\w.:]+)");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final CloseAll started = new CloseAll();
  private final Map<String, String> environment;
  private final Path directory;
  private final int processorPort = ForkedJvm.freePort();
  private final int queryPort = ForkedJvm.freePort();
  private final int senderPort = ForkedJvm.freePort();

  /** Prepares services that keep their state in this directory; none is started yet. */
  public Services(Broker broker, Path directory, String prefix) {
    this.directory = directory;
    environment = new HashMap<>();
    environment.put("TRAITLY_PORT", "0");
    environment.put("TRAITLY_DATA_DIR", directory.toString());
    environment.put("TRAITLY_KAFKA_BOOTSTRAP", broker.bootstrap());
    environment.put("TRAITLY_PARTITIONS", Integer.toString(Broker.PARTITIONS));
    environment.put("TRAITLY_TOPIC_PREFIX", prefix);
    environment.put("TRAITLY_BOOTSTRAP_TOKEN", API_KEY);
    environment.put("TRAITLY_SECRET_KEY", SECRET_KEY);
    environment.put("TRAITLY_PROCESSOR_STATE", "127.0.0.1:" + processorPort);
    environment.put("TRAITLY_QUERY_STATE", "127.0.0.1:" + queryPort);
    environment.put("TRAITLY_SENDER_STATE", "127.0.0.1:" + senderPort);
    environment.put("TRAITLY_WEBHOOK_ALLOW_PRIVATE", "true");
    environment.put("TRAITLY_WEBHOOK_ALLOW_HTTP", "true");
  }

  /** Returns the directory of their state, with a subdirectory for each service. */
  public Path directory() {
    return directory;
  }

  /** Starts an ingest-gateway; as all the others it is ready then, and says its address. */
  public ForkedJvm gateway() {
    return start(IngestGateway.class, Map.of());
  }

  /** Starts a gateway, sends it requests and stops it. */
  public <T> T askGateway(Function<ApiClient, T> asking) {
    try (ForkedJvm gateway = gateway();
        ApiClient api = new ApiClient(gateway.said(), API_KEY)) {
      return asking.apply(api);
    }
  }

  /** Lets a gateway write the API key, which the other services only read. */
  public void writeApiKey() {
    gateway().close();
  }

  /** Starts a stream-processor. */
  public ForkedJvm processor() {
    return start(StreamProcessor.class, state(processorPort));
  }

  /** Starts a query-api. */
  public ForkedJvm query() {
    return start(QueryApi.class, state(queryPort));
  }

  /** Starts a webhook-sender. */
  public ForkedJvm sender() {
    return start(WebhookSender.class, state(senderPort));
  }

  /** Starts all four services in one process. */
  public ForkedJvm standalone() {
    return start(Standalone.class, Map.of());
  }

  /** Starts all four services with a broker inside, in one process. */
  public static ForkedJvm alone(Path directory) {
    return ForkedJvm.of(Standalone.class)
        .environment(LocalSettings.in(directory, "TRAITLY_BOOTSTRAP_TOKEN", API_KEY))
        .start(ADDRESS);
  }

  /** Reads a meter of a process, named and tagged as Prometheus shows it; 0 when there is none. */
  public static double metric(ForkedJvm service, String meter) {
    return PlainHttp.get(service.said() + "/metrics")
        .lines()
        .filter(line -> line.startsWith(meter + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(meter.length())))
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    started.close();
  }

  private ForkedJvm start(Class<?> main, Map<String, String> more) {
    ForkedJvm process =
        started.add(ForkedJvm.of(main).environment(environment).environment(more).start(ADDRESS));
    String ready = process.said() + "/health/ready";
    Await.until(
        "readiness of " + process.said(), PATIENCE, LOOK_AGAIN, () -> PlainHttp.isOk(ready));
    return process;
  }

  private static Map<String, String> state(int port) {
    return Map.of(
        "TRAITLY_STATE_PORT",
        Integer.toString(port),
        "TRAITLY_STATE_ADVERTISED",
        "127.0.0.1:" + port);
  }
}
