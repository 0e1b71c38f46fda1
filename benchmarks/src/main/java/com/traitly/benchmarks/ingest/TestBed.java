package com.traitly.benchmarks.ingest;

import com.traitly.benchmarks.ceiling.AcknowledgedWrites;
import com.traitly.benchmarks.ceiling.ParseOnly;
import com.traitly.gateway.IngestGateway;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.secret.MasterKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** A broker and every server that is measured on it, each a process of its own. */
final class TestBed implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");
  private static final Pattern BOOTSTRAP = Pattern.compile("bootstrap (\\S+)");
  private static final String API_KEY = "trt_0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final int PARTITIONS = 12;
  private static final List<String> CEILING_TOPICS = List.of("singles", "batches", "alone");

  private final CloseAll opened = new CloseAll();
  private final ForkedJvm broker;
  private final Admin admin;
  private final Target gateway;
  private final Target parseOnly;
  private final Target singles;
  private final Target batches;

  TestBed(Path directory) throws InterruptedException, ExecutionException {
    broker =
        opened.add(ForkedJvm.start(BrokerMain.class, BOOTSTRAP, Map.of(), directory.toString()));
    admin =
        opened.add(Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap())));
    admin
        .createTopics(
            CEILING_TOPICS.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1)).toList())
        .all()
        .get();
    gateway = gateway(directory);
    parseOnly = ceiling("Javalin, parse only", "", ParseOnly.class);
    singles = ceiling("Javalin, acknowledged", "singles", AcknowledgedWrites.class, "1");
    batches = ceiling("Javalin, slices", "batches", AcknowledgedWrites.class, "0");
  }

  String bootstrap() {
    return broker.said();
  }

  ForkedJvm broker() {
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

  /** How many records a topic has had. */
  long landed(String topic) {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
    try {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
            bootstrap(),
            "TRAITLY_PARTITIONS",
            Integer.toString(PARTITIONS),
            "TRAITLY_TOPIC_PREFIX",
            "bench.",
            "TRAITLY_SECRET_KEY",
            MasterKeys.generate(),
            "TRAITLY_BOOTSTRAP_TOKEN",
            API_KEY);
    ForkedJvm process = opened.add(ForkedJvm.start(IngestGateway.class, ADDRESS, environment));
    URI url = URI.create(process.said() + "/api/v1/event");
    return new Target("gateway", url, "bench.events", API_KEY, process);
  }

  private Target ceiling(String name, String topic, Class<?> main, String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = bootstrap();
    arguments[1] = topic;
    System.arraycopy(more, 0, arguments, 2, more.length);
    ForkedJvm process = opened.add(ForkedJvm.start(main, ADDRESS, Map.of(), arguments));
    return new Target(name, URI.create(process.said()), topic, "none", process);
  }
}
