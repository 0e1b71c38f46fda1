package com.traitly.processor.topology;

import static com.traitly.contracts.model.AnnouncementObject.GOAL_PROPENSITY_CHANGE;
import static com.traitly.contracts.model.AnnouncementObject.RECOMMENDED_NEXT_ACTIONS;
import static java.util.Objects.requireNonNull;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.link.KeptEvents;
import com.traitly.processor.link.LinkState;
import com.traitly.processor.link.LinkStore;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.replay.ReplayProgress;
import com.traitly.processor.task.OutputRecords;
import com.traitly.processor.task.Stores;
import com.traitly.processor.training.SmileSerde;
import com.traitly.processor.training.TrainingMessage;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of several partitions, each on RocksDB in a driver of its own. What they tell each
 * other waits in queues, which the test empties in any order that Kafka allows: records of one
 * sender to one partition of a topic keep their order.
 */
final class LinkPartitions implements AutoCloseable {
  private static final Topics TOPICS = new Topics("t.");
  private static final String SENT = "sent-links";
  private static final String TRACK = "track-customers";

  private final List<TopologyTestDriver> drivers = new ArrayList<>();
  private final Map<String, Queue<Waiting>> queues = new TreeMap<>();
  private int refused;

  /** A record on its way to a partition. */
  private record Waiting(
      int partition, Topic<AccountKey, ?> topic, TestRecord<AccountKey, ?> record) {}

  LinkPartitions(int partitions, Path directory, long startAt) {
    for (int i = 0; i < partitions; i++) {
      Properties settings = new Properties();
      settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test" + i);
      settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
      settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("p" + i).toString());
      drivers.add(new TopologyTestDriver(topology(), settings, Instant.ofEpochMilli(startAt)));
    }
  }

  /** Sends a fact as the gateway does. */
  void send(Object fact, long sentAt) {
    switch (fact) {
      case Event event -> send("gateway", TOPICS.events(), event.customerId(), event, sentAt);
      case CustomerFact other ->
          send("gateway", TOPICS.customers(), other.customerId(), other, sentAt);
      default -> throw new IllegalArgumentException("not a fact: " + fact);
    }
  }

  /** Delivers everything, in a random order. */
  void deliver(RandomGenerator random) {
    while (!queues.isEmpty()) {
      List<String> senders = List.copyOf(queues.keySet());
      String sender = senders.get(random.nextInt(senders.size()));
      deliver(requireNonNull(queues.get(sender)).remove());
      queues.computeIfPresent(sender, (name, left) -> left.isEmpty() ? null : left);
    }
  }

  int refused() {
    return refused;
  }

  @Nullable CustomerState state(String id) {
    KeyValueStore<AccountKey, CustomerState> states = store(id, Stores.CUSTOMER_GOALS);
    return states.get(ProcessorHarness.key(id));
  }

  LinkState link(String id) {
    KeyValueStore<Bytes, byte[]> links = store(id, Stores.LINKS);
    return LinkStore.of(links, ProcessorHarness.key(id));
  }

  private <K, V> KeyValueStore<K, V> store(String id, Store<K, V> store) {
    return drivers.get(partition(ProcessorHarness.key(id))).getKeyValueStore(store.name());
  }

  private void deliver(Waiting next) {
    TopologyTestDriver driver = drivers.get(next.partition());
    pipe(driver, next.topic(), next.record());
    driver
        .createOutputTopic(
            SENT, KeySerde.instance().deserializer(), TOPICS.customerLinks().value().deserializer())
        .readRecordsToList()
        .forEach(each ->
            send(
                "p" + next.partition(),
                TOPICS.customerLinks(),
                each.key().id(),
                each.value(),
                each.timestamp()));
  }

  @SuppressWarnings("unchecked") // the record is of this topic
  private <V> void pipe(
      TopologyTestDriver driver, Topic<AccountKey, V> topic, TestRecord<AccountKey, ?> record) {
    try {
      driver
          .createInputTopic(topic.name(), topic.key().serializer(), topic.value().serializer())
          .pipeInput((TestRecord<AccountKey, V>) record);
    } catch (StreamsException refusal) {
      if (!(refusal.getCause() instanceof IllegalArgumentException)) {
        throw refusal;
      }
      refused++;
    }
  }

  private void send(
      String sender, Topic<AccountKey, ?> topic, String id, Object value, long sentAt) {
    AccountKey key = ProcessorHarness.key(id);
    int partition = partition(key);
    queues
        .computeIfAbsent(sender + topic.name() + partition, name -> new ArrayDeque<>())
        .add(
            new Waiting(
                partition, topic, new TestRecord<>(key, value, Instant.ofEpochMilli(sentAt))));
  }

  private int partition(AccountKey key) {
    return Math.floorMod(key.hashCode(), drivers.size());
  }

  /** The tasks' part of the topology, except that links go to a topic that no task reads. */
  private static Topology topology() {
    Topology topology = new Topology();
    var parts =
        ProcessorHarness.parts(
            TOPICS,
            new GoalRegistry(),
            new AppliedOffsets(),
            new SimpleMeterRegistry(),
            System::nanoTime);
    for (Topic<AccountKey, ?> topic :
        List.of(TOPICS.customers(), TOPICS.events(), TOPICS.customerLinks())) {
      topology.addSource(
          topic.name(), topic.key().deserializer(), topic.value().deserializer(), topic.name());
    }
    topology.addProcessor(
        TRACK,
        () -> new CustomerProcessor(parts),
        TOPICS.customers().name(),
        TOPICS.events().name(),
        TOPICS.customerLinks().name());
    for (Store<?, ?> store :
        List.of(
            Stores.CUSTOMER_GOALS,
            Stores.TIMELINES,
            Stores.DUE,
            ReplayProgress.STORE,
            Stores.GOAL_MEMBERS,
            Stores.ERASURES,
            Stores.LINKS,
            Stores.profiles(TOPICS))) {
      topology.addStateStore(store.onDisk(), TRACK);
    }
    topology.addStateStore(KeptEvents.store(), TRACK);
    addSinks(topology);
    return topology;
  }

  private static void addSinks(Topology topology) {
    write(topology, OutputRecords.WRITE_PROFILES, TOPICS.customerProfiles());
    write(
        topology,
        OutputRecords.announce(GOAL_PROPENSITY_CHANGE),
        TOPICS.announcements(GOAL_PROPENSITY_CHANGE));
    write(
        topology,
        OutputRecords.announce(RECOMMENDED_NEXT_ACTIONS),
        TOPICS.announcements(RECOMMENDED_NEXT_ACTIONS));
    write(topology, OutputRecords.WRITE_LIFECYCLE, TOPICS.goalLifecycle());
    write(topology, OutputRecords.END_DRAFTS, TOPICS.goalDrafts());
    topology.addSink(
        OutputRecords.WRITE_LINKS,
        SENT,
        KeySerde.instance().serializer(),
        TOPICS.customerLinks().value().serializer(),
        TRACK);
    topology.addSink(
        OutputRecords.TELL_TRAINER,
        TOPICS.modelExamples().name(),
        KeySerde.instance().serializer(),
        SmileSerde.of(TrainingMessage.class).serializer(),
        TRACK);
  }

  private static void write(Topology topology, String node, Topic<?, ?> topic) {
    topology.addSink(
        node, topic.name(), topic.key().serializer(), topic.value().serializer(), TRACK);
  }

  @Override
  public void close() {
    drivers.forEach(TopologyTestDriver::close);
  }
}
