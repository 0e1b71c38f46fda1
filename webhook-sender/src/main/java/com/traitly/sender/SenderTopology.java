package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.sender.dispatch.CustomerErasure;
import com.traitly.sender.dispatch.DeliveryOutputs;
import com.traitly.sender.dispatch.SenderParts;
import com.traitly.sender.endpoint.Endpoints;
import com.traitly.sender.intake.Resends;
import com.traitly.sender.log.AttemptLog;
import com.traitly.sender.log.Replays;
import com.traitly.sender.outbox.OutboxStores;
import com.traitly.streams.node.GlobalTable;
import com.traitly.streams.node.Store;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology of the webhook-sender, with three processors. The first reads announcements,
 * delivers them and logs the attempts. The second reads the log, disables endpoints at which every
 * attempt fails and tells the operators. The third keeps the log and carries out the commands of
 * accounts on it.
 */
final class SenderTopology {
  private static final String DELIVER = "deliver-announcements";
  private static final String WATCH = "watch-endpoints";
  private static final String KEEP = "keep-log";

  private SenderTopology() {}

  static Topology of(TopologyConfig config, Topics topics, SenderParts shared) {
    AtomicLong version = new AtomicLong();
    Topology topology = new Topology(config);
    keep(topology, topics.webhooks(), Endpoints.DEFINED, version);
    keep(topology, topics.webhookDisablings(), Endpoints.DISABLED, version);
    deliver(topology, topics, new Deliver(shared, topics, version));
    watch(topology, topics, new Watch(shared, version));
    keepLog(topology, topics, new Keep(shared, version));
    return topology;
  }

  private static <V> void keep(
      Topology topology, Topic<AccountKey, V> topic, Store<AccountKey, V> store, AtomicLong v) {
    new GlobalTable<>(store, topic, (key, value) -> {}).addTo(topology, at -> v.incrementAndGet());
  }

  private static void deliver(Topology topology, Topics topics, Deliver supplier) {
    topology
        .addSource(
            "read-announcements",
            KeySerde.instance().deserializer(),
            Serdes.ByteArray().deserializer(),
            topics.announcementNames().toArray(String[]::new))
        .addSource(
            "read-resends",
            KeySerde.instance().deserializer(),
            Serdes.ByteArray().deserializer(),
            topics.webhookResends().name())
        .addSource(
            "read-erasures",
            KeySerde.instance().deserializer(),
            Serdes.ByteArray().deserializer(),
            topics.customerProfiles().name())
        .addProcessor(DELIVER, supplier, "read-announcements", "read-resends", "read-erasures");
    write(topology, DeliveryOutputs.FORGET_ATTEMPTS, topics.webhookCommands(), DELIVER);
    write(topology, DeliveryOutputs.LOG_ATTEMPTS, topics.webhookAttempts(), DELIVER);
    topology.addSink(
        DeliveryOutputs.WRITE_DEAD_LETTERS,
        topics.deadLetters().name(),
        KeySerde.instance().serializer(),
        topics.deadLetters().value().serializer(),
        DELIVER);
  }

  private static void watch(Topology topology, Topics topics, Watch supplier) {
    Topic<AccountKey, DeliveryAttempt> attempts = topics.webhookAttempts();
    topology
        .addSource(
            "read-attempts",
            attempts.key().deserializer(),
            attempts.value().deserializer(),
            attempts.name())
        .addProcessor(WATCH, supplier, "read-attempts");
    write(topology, WatchEndpoints.DISABLE, topics.webhookDisablings(), WATCH);
    write(topology, WatchEndpoints.TELL, topics.operatorEvents(), WATCH);
  }

  private static void keepLog(Topology topology, Topics topics, Keep supplier) {
    topology
        .addSource(
            "read-commands",
            topics.webhookCommands().key().deserializer(),
            topics.webhookCommands().value().deserializer(),
            topics.webhookCommands().name())
        .addProcessor(KEEP, supplier, "read-attempts", "read-commands");
    write(topology, KeepLog.ANSWER, topics.webhookAnswers(), KEEP);
    write(topology, KeepLog.RESEND, topics.webhookResends(), KEEP);
  }

  private static <V> void write(
      Topology topology, String sink, Topic<AccountKey, V> topic, String parent) {
    topology.addSink(
        sink, topic.name(), topic.key().serializer(), topic.value().serializer(), parent);
  }

  /** The processor of deliveries with its stores. */
  private record Deliver(SenderParts shared, Topics topics, AtomicLong version)
      implements ProcessorSupplier<AccountKey, byte[], AccountKey, Object> {
    @Override
    public Processor<AccountKey, byte[], AccountKey, Object> get() {
      return new DeliverAnnouncements(shared, topics, version);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      Set<StoreBuilder<?>> stores = new HashSet<>(OutboxStores.builders());
      stores.add(Resends.RESENDS.onDisk());
      stores.add(CustomerErasure.ERASURES.onDisk());
      return stores;
    }
  }

  /** The processor that watches endpoints, with its store. */
  private record Watch(SenderParts shared, AtomicLong version)
      implements ProcessorSupplier<AccountKey, DeliveryAttempt, AccountKey, Object> {
    @Override
    public Processor<AccountKey, DeliveryAttempt, AccountKey, Object> get() {
      return new WatchEndpoints(shared.disabling(), version);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(WatchEndpoints.STREAKS.inMemoryLogged());
    }
  }

  /** The processor that keeps the log, with its stores. */
  private record Keep(SenderParts shared, AtomicLong version)
      implements ProcessorSupplier<AccountKey, Object, AccountKey, Object> {
    @Override
    public Processor<AccountKey, Object, AccountKey, Object> get() {
      return new KeepLog(shared, version);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          AttemptLog.ATTEMPTS.onDisk(), Replays.UNDER_WAY.onDisk(), KeepLog.ERASURES.onDisk());
    }
  }
}
