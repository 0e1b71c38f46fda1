package com.traitly.benchmarks.harness;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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
  private final HttpClient http = started.add(HttpClient.newHttpClient());
  private final Map<String, String> environment;
  private final Path directory;
  private final int processorPort = freePort();
  private final int queryPort = freePort();
  private final int senderPort = freePort();

  /**
   * A running process of the product.
   *
   * @param baseUrl where it listens, without a trailing slash
   */
  public record Running(ForkedJvm process, String baseUrl) {}

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

  /** Starts an ingest-gateway. */
  public Running gateway() {
    return start(IngestGateway.class, Map.of());
  }

  /** Starts a gateway, sends it requests and stops it. */
  public <T> T askGateway(Function<ApiClient, T> asking) {
    Running gateway = gateway();
    try (ApiClient api = new ApiClient(gateway.baseUrl(), API_KEY)) {
      awaitReady(gateway);
      return asking.apply(api);
    } finally {
      gateway.process().close();
    }
  }

  /** Lets a gateway write the API key, which the other services only read. */
  public void writeApiKey() {
    var unused = askGateway(api -> API_KEY);
  }

  /** Starts a stream-processor. */
  public Running processor() {
    return start(StreamProcessor.class, state(processorPort));
  }

  /** Starts a query-api. */
  public Running query() {
    return start(QueryApi.class, state(queryPort));
  }

  /** Starts a webhook-sender. */
  public Running sender() {
    return start(WebhookSender.class, state(senderPort));
  }

  /** Starts all four services in one process. */
  public Running standalone() {
    return start(Standalone.class, Map.of());
  }

  /** Waits until a process is ready; returns how many seconds that took. */
  public double awaitReady(Running service) {
    long start = System.nanoTime();
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create(service.baseUrl() + "/health/ready")).build();
    Await.until("readiness of " + service.baseUrl(), PATIENCE, LOOK_AGAIN, () -> isOk(ready));
    return (System.nanoTime() - start) / 1e9;
  }

  /** Reads a meter of a process, named and tagged as Prometheus shows it; 0 when there is none. */
  public double metric(Running service, String meter) {
    HttpRequest scrape = HttpRequest.newBuilder(URI.create(service.baseUrl() + "/metrics")).build();
    try {
      return http.send(scrape, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(meter + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(meter.length())))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new CallFailed(service.baseUrl() + " does not tell its metrics.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while reading metrics.", e);
    }
  }

  @Override
  public void close() {
    started.close();
  }

  private Running start(Class<?> main, Map<String, String> more) {
    ForkedJvm process =
        started.add(ForkedJvm.of(main).environment(environment).environment(more).start(ADDRESS));
    return new Running(process, process.said());
  }

  private boolean isOk(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while waiting.", e);
    }
  }

  private static Map<String, String> state(int port) {
    return Map.of(
        "TRAITLY_STATE_PORT",
        Integer.toString(port),
        "TRAITLY_STATE_ADVERTISED",
        "127.0.0.1:" + port);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CallFailed("No free port on the loopback address.", e);
    }
  }
}
