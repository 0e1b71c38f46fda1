package com.traitly.query.readmodel;

import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.streams.freshness.AppliedOffsets;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The topology that turns topics into read models. */
public final class ReadTopology {
  private ReadTopology() {}

  /**
   * Reads events, profiles, dead letters and redrives. One task per partition handles them all,
   * because erasing a customer erases its events and letters, and because lists ask the owner of a
   * partition once.
   *
   * @param applied notes every record once the stores include it
   */
  public static Topology of(
      Topics topics, ReadModels models, AppliedOffsets applied, Properties properties) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    builder.stream(
            topics.customerProfiles().name(), consumed(topics.customerProfiles(), "read-profiles"))
        .process(
            bringing(models, () -> new KeepProfile(models, applied)), Named.as("keep-profile"));
    builder.stream(topics.events().name(), consumed(topics.events(), "read-events"))
        .process(
            () -> new RememberEvent(models, applied),
            Named.as("remember-event"),
            models.storesOfEvents());
    builder.stream(topics.deadLetters().name(), consumed(topics.deadLetters(), "read-dead-letters"))
        .process(
            () -> new KeepDeadLetter(models, applied),
            Named.as("keep-dead-letter"),
            models.storesOfLetters());
    builder.stream(topics.redrives().name(), consumed(topics.redrives(), "read-redrives"))
        .process(
            () -> new KeepRedrive(models, applied),
            Named.as("keep-redrive"),
            models.storesOfLetters());
    return builder.build(properties);
  }

  /**
   * A supplier that brings all stores; the others are connected to them by name. Were two to bring
   * stores, Kafka Streams 4.3 would make two tasks of them.
   */
  private static <K, V> ProcessorSupplier<K, V, Void, Void> bringing(
      ReadModels models, Supplier<Processor<K, V, Void, Void>> processor) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<K, V, Void, Void> get() {
        return processor.get();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return models.builders();
      }
    };
  }

  private static <K, V> Consumed<K, V> consumed(Topic<K, V> topic, String name) {
    return Consumed.with(topic.key(), topic.value()).withName(name);
  }
}
