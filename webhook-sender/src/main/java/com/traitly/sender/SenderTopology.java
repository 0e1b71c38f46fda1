package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.sender.dispatch.DeliverAnnouncements;
import com.traitly.sender.dispatch.SenderParts;
import com.traitly.sender.intake.Endpoints;
import com.traitly.sender.log.KeepLog;
import com.traitly.sender.log.WatchEndpoints;
import com.traitly.streams.node.GlobalTable;
import com.traitly.streams.node.Store;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
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
    deliver(topology, topics, () -> new DeliverAnnouncements(shared, topics, version));
    watch(topology, topics, () -> new WatchEndpoints(shared.disabling(), version));
    keepLog(topology, topics, () -> new KeepLog(shared, version));
    return topology;
  }

  private static <V> void keep(
      Topology topology, Topic<AccountKey, V> topic, Store<AccountKey, V> store, AtomicLong v) {
    new GlobalTable<>(store, topic, (key, value) -> {}).addTo(topology, at -> v.incrementAndGet());
  }

  private static void deliver(
      Topology topology, Topics topics, Supplier<DeliverAnnouncements> processor) {
    Deserializer<byte[]> bytes = new ByteArrayDeserializer();
    read(topology, "read-announcements", bytes, topics.announcementNames().toArray(String[]::new));
    read(topology, "read-resends", bytes, topics.webhookResends().name());
    read(topology, "read-erasures", bytes, topics.customerProfiles().name());
    topology.addProcessor(
        DELIVER,
        new Task<>(processor, DeliverAnnouncements.stores()),
        "read-announcements",
        "read-resends",
        "read-erasures");
    write(topology, DeliverAnnouncements.FORGET_ATTEMPTS, topics.webhookCommands(), DELIVER);
    write(topology, DeliverAnnouncements.LOG_ATTEMPTS, topics.webhookAttempts(), DELIVER);
    topology.addSink(
        DeliverAnnouncements.WRITE_DEAD_LETTERS,
        topics.deadLetters().name(),
        KeySerde.instance().serializer(),
        topics.deadLetters().value().serializer(),
        DELIVER);
  }

  private static void watch(Topology topology, Topics topics, Supplier<WatchEndpoints> processor) {
    Topic<AccountKey, DeliveryAttempt> attempts = topics.webhookAttempts();
    read(topology, "read-attempts", attempts.value().deserializer(), attempts.name());
    topology.addProcessor(WATCH, new Task<>(processor, WatchEndpoints.stores()), "read-attempts");
    write(topology, WatchEndpoints.DISABLE, topics.webhookDisablings(), WATCH);
    write(topology, WatchEndpoints.TELL, topics.operatorEvents(), WATCH);
  }

  private static void keepLog(Topology topology, Topics topics, Supplier<KeepLog> processor) {
    Topic<AccountKey, WebhookCommand> commands = topics.webhookCommands();
    read(topology, "read-commands", commands.value().deserializer(), commands.name());
    topology.addProcessor(
        KEEP, new Task<>(processor, KeepLog.stores()), "read-attempts", "read-commands");
    write(topology, KeepLog.ANSWER, topics.webhookAnswers(), KEEP);
    write(topology, KeepLog.RESEND, topics.webhookResends(), KEEP);
  }

  private static void read(
      Topology topology, String source, Deserializer<?> values, String... topicNames) {
    topology.addSource(source, KeySerde.instance().deserializer(), values, topicNames);
  }

  private static <V> void write(
      Topology topology, String sink, Topic<AccountKey, V> topic, String parent) {
    topology.addSink(
        sink, topic.name(), topic.key().serializer(), topic.value().serializer(), parent);
  }

  /** A processor with its stores. */
  private record Task<I>(
      Supplier<? extends Processor<AccountKey, I, AccountKey, Object>> processor,
      Set<StoreBuilder<?>> stores)
      implements ProcessorSupplier<AccountKey, I, AccountKey, Object> {
    @Override
    public Processor<AccountKey, I, AccountKey, Object> get() {
      return processor.get();
    }
  }
}
