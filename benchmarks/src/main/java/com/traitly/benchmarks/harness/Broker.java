package com.traitly.benchmarks.harness;

import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** A Kafka broker in its own process, and a view of its topics and groups. */
public final class Broker implements AutoCloseable {
  /**
   * The number of partitions of each topic that is partitioned by customer, as in the product by
   * default.
   */
  public static final int PARTITIONS = 12;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration LONG_PATIENCE = Duration.ofHours(2);
  private static final Duration LOOK_OFTEN = Duration.ofMillis(20);
  private static final Pattern BOOTSTRAP = Pattern.compile("bootstrap (\\S+)");

  private final ForkedJvm process;
  private final Admin admin;

  private Broker(ForkedJvm process) {
    this.process = process;
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap()));
  }

  /** Runs a broker on the directory given until the process is killed; prints its address. */
  public static void main(String[] args) throws InterruptedException {
    System.out.println("bootstrap " + EmbeddedBroker.start(Path.of(args[0])).bootstrapServers());
    Thread.currentThread().join();
  }

  /** Starts a broker that keeps its data in this directory. */
  public static Broker start(Path directory) {
    return new Broker(ForkedJvm.of(Broker.class).arguments(directory.toString()).start(BOOTSTRAP));
  }

  /** Returns its address as {@code bootstrap.servers} expects it. */
  public String bootstrap() {
    return process.said();
  }

  /** Returns the product's access to the broker, under a topic prefix. */
  public KafkaAccess access(String prefix) {
    return new KafkaAccess(bootstrap(), prefix, PARTITIONS, 1);
  }

  /** Returns all partitions of a topic that is partitioned by customer. */
  public static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  /** Returns its process. */
  public ForkedJvm process() {
    return process;
  }

  /** Creates topics with {@link #PARTITIONS} partitions each. */
  public void createTopics(String... names) {
    await(
        admin
            .createTopics(
                List.of(names).stream()
                    .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                    .toList())
            .all());
  }

  /** Waits until each partition of these new topics has a leader that takes records. */
  public void awaitLeaders(List<String> topics) {
    Await.until(
        "leaders of all partitions",
        PATIENCE,
        LOOK_AGAIN,
        () ->
            await(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(
                    partition -> partition.leader() != null && !partition.leader().isEmpty()));
  }

  /** Returns how many records a topic has had, including transaction markers. */
  public long landed(String topic) {
    Map<TopicPartition, OffsetSpec> ends =
        partitions(topic).stream()
            .collect(Collectors.toMap(Function.identity(), any -> OffsetSpec.latest()));
    return await(admin.listOffsets(ends).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  /** Returns how many records of a topic a group has committed. */
  public long committed(String group, String topic) {
    return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(each -> each.getKey().topic().equals(topic) && each.getValue() != null)
        .mapToLong(each -> each.getValue().offset())
        .sum();
  }

  /** Waits until a group has committed this many records of a topic. */
  public void awaitCommitted(String group, String topic, long count) {
    Await.until(
        "%,d records of %s, which %s has committed".formatted(count, topic, group),
        LONG_PATIENCE,
        LOOK_OFTEN,
        () -> committed(group, topic) >= count);
  }

  /** Waits until a service has committed all that is in a topic under its prefix. */
  public void awaitApplied(String prefix, String service, String topic) {
    awaitCommitted(access(prefix).group(service), topic, landed(topic));
  }

  @Override
  public void close() {
    admin.close();
    process.close();
  }

  private static <T> T await(KafkaFuture<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
