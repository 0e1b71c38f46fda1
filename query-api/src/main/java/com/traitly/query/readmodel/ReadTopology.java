package com.traitly.query.readmodel;

import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.Store;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Record;

/** The topology that turns topics into read models. */
public record ReadTopology(StreamsBuilder builder, AppliedOffsets applied) {
  /** The processor that opens the partition to those who wait for its state. */
  private static final String OPENING = "keep-profile";

  /**
   * Reads events, profiles, links, dead letters and redrives. One task per partition handles them
   * all, because erasing a customer erases its events and letters, and because lists ask the owner
   * of a partition once.
   *
   * @param applied notes every record once the stores include it
   */
  public static Topology of(Topics topics, AppliedOffsets applied, Properties properties) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    ReadModels.ALL.forEach(each -> builder.addStateStore(each.onDisk()));
    ReadTopology topology = new ReadTopology(builder, applied);
    topology.read(topics.customerProfiles(), "profiles", OPENING, PartitionRows::keepProfile);
    topology.read(topics.events(), "events", "remember-event", PartitionRows::rememberEvent);
    topology.read(
        topics.customerLinks(), "customer-links", "remember-linked", PartitionRows::followLink);
    topology.read(
        topics.deadLetters(), "dead-letters", "keep-dead-letter", PartitionRows::keepDeadLetter);
    topology.read(topics.redrives(), "redrives", "keep-redrive", PartitionRows::keepRedrive);
    return builder.build(properties);
  }

  private <K, V> void read(
      Topic<K, V> topic, String what, String name, BiConsumer<PartitionRows, Record<K, V>> apply) {
    boolean opens = name.equals(OPENING);
    builder.stream(topic.name(), Consumed.with(topic.key(), topic.value()).withName("read-" + what))
        .process(
            () -> new ReadModelTask<>(applied, opens, apply),
            Named.as(name),
            ReadModels.ALL.stream().map(Store::name).toArray(String[]::new));
  }
}
