package com.traitly.benchmarks.ingest;

import com.traitly.benchmarks.ceiling.AcknowledgedWrites;
import com.traitly.benchmarks.ceiling.NettyParseOnly;
import com.traitly.benchmarks.ceiling.ParseOnly;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.load.Target;
import com.traitly.platform.lifecycle.CloseAll;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A broker and every server that is measured with it, each in its own process. */
final class TestBed implements AutoCloseable {
  static final String ALONE = "alone";

  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");

  private final CloseAll opened = new CloseAll();
  private final Broker broker;
  private final Target gateway;
  private final Target parseOnly;
  private final Target nettyParseOnly;
  private final Target singles;
  private final Target batches;

  TestBed(Path directory) {
    broker = opened.add(Broker.start(directory.resolve("broker")));
    broker.createTopics("singles", "batches", ALONE);
    gateway = gateway(directory);
    parseOnly = ceiling("Javalin, parse only", "", ParseOnly.class);
    nettyParseOnly = ceiling("Netty, parse only", "", NettyParseOnly.class);
    singles = ceiling("Javalin, acknowledged", "singles", AcknowledgedWrites.class, "1");
    batches = ceiling("Javalin, slices", "batches", AcknowledgedWrites.class, "0");
  }

  Broker broker() {
    return broker;
  }

  /** The gateway of the product. */
  Target gateway() {
    return gateway;
  }

  /** HTTP and JSON without Kafka. */
  Target parseOnly() {
    return parseOnly;
  }

  /** HTTP and JSON without Kafka and without a framework. */
  Target nettyParseOnly() {
    return nettyParseOnly;
  }

  /** The ceiling for single events. */
  Target singles() {
    return singles;
  }

  /** The ceiling for batches. */
  Target batches() {
    return batches;
  }

  @Override
  public void close() {
    opened.close();
  }

  private Target gateway(Path directory) {
    Services services = opened.add(new Services(broker, directory.resolve("gateway"), "bench."));
    Services.Running running = services.gateway();
    URI url = URI.create(running.baseUrl() + "/api/v1/event");
    return new Target("gateway", url, "bench.events", Services.API_KEY, running.process());
  }

  private Target ceiling(String name, String topic, Class<?> main, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = broker.bootstrap();
    arguments[1] = topic;
    System.arraycopy(more, 0, arguments, 2, more.length);
    ForkedJvm process = opened.add(ForkedJvm.of(main).arguments(arguments).start(ADDRESS));
    // The ceiling checks no key, but must read the same request.
    return new Target(name, URI.create(process.said()), topic, Services.API_KEY, process);
  }
}
