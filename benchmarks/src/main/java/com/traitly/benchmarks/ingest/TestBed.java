package com.traitly.benchmarks.ingest;

import com.traitly.benchmarks.ceiling.AcknowledgedWrites;
import com.traitly.benchmarks.ceiling.ParseOnly;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.load.Target;
import com.traitly.gateway.IngestGateway;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.secret.MasterKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** A broker and every server that is measured on it, each a process of its own. */
final class TestBed implements AutoCloseable {
  static final String ALONE = "alone";

  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");
  private static final String API_KEY = "trt_0123456789abcdef0123456789abcdef0123456789abcdef";

  private final CloseAll opened = new CloseAll();
  private final Broker broker;
  private final Target gateway;
  private final Target parseOnly;
  private final Target singles;
  private final Target batches;

  TestBed(Path directory) {
    broker = opened.add(Broker.start(directory.resolve("broker")));
    broker.createTopics("singles", "batches", ALONE);
    gateway = gateway(directory);
    parseOnly = ceiling("Javalin, parse only", "", ParseOnly.class);
    singles = ceiling("Javalin, acknowledged", "singles", AcknowledgedWrites.class, "1");
    batches = ceiling("Javalin, slices", "batches", AcknowledgedWrites.class, "0");
  }

  Broker broker() {
    return broker;
  }

  /** The product. */
  Target gateway() {
    return gateway;
  }

  /** HTTP and JSON without Kafka. */
  Target parseOnly() {
    return parseOnly;
  }

  /** What single events are compared with. */
  Target singles() {
    return singles;
  }

  /** What batches are compared with. */
  Target batches() {
    return batches;
  }

  @Override
  public void close() {
    opened.close();
  }

  private Target gateway(Path directory) {
    Map<String, String> environment =
        Map.of(
            "TRAITLY_PORT",
            "0",
            "TRAITLY_DATA_DIR",
            directory.resolve("gateway").toString(),
            "TRAITLY_KAFKA_BOOTSTRAP",
            broker.bootstrap(),
            "TRAITLY_PARTITIONS",
            Integer.toString(Broker.PARTITIONS),
            "TRAITLY_TOPIC_PREFIX",
            "bench.",
            "TRAITLY_SECRET_KEY",
            MasterKeys.generate(),
            "TRAITLY_BOOTSTRAP_TOKEN",
            API_KEY);
    ForkedJvm process =
        opened.add(ForkedJvm.of(IngestGateway.class).environment(environment).start(ADDRESS));
    URI url = URI.create(process.said() + "/api/v1/event");
    return new Target("gateway", url, "bench.events", API_KEY, process);
  }

  private Target ceiling(String name, String topic, Class<?> main, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = broker.bootstrap();
    arguments[1] = topic;
    System.arraycopy(more, 0, arguments, 2, more.length);
    ForkedJvm process = opened.add(ForkedJvm.of(main).arguments(arguments).start(ADDRESS));
    return new Target(name, URI.create(process.said()), topic, "none", process);
  }
}
