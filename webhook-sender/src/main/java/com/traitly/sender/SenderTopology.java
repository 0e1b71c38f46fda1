package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.Endpoint;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.sender.outbox.OutboxStores;
import com.traitly.streams.Store;
import java.util.Arrays;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The application as a graph: read announcements, deliver them, log what came of it. */
final class SenderTopology {
  static final Store<AccountKey, Endpoint> ENDPOINTS =
      new Store<>("endpoints", KeySerde.instance(), new Topics("").webhooks().value());

  private SenderTopology() {}

  static Topology of(TopologyConfig config, Topics topics, Shared shared) {
    String[] announcements =
        Arrays.stream(AnnouncementObject.values())
            .map(object -> topics.announcements(object).name())
            .toArray(String[]::new);
    Topic<AccountKey, Endpoint> webhooks = topics.webhooks();
    return new Topology(config)
        .addGlobalStore(
            ENDPOINTS.inMemory(),
            "read-endpoints",
            webhooks.key().deserializer(),
            webhooks.value().deserializer(),
            webhooks.name(),
            "keep-endpoints",
            KeepEndpoints::new)
        .addSource(
            "read-announcements",
            KeySerde.instance().deserializer(),
            Serdes.ByteArray().deserializer(),
            announcements)
        .addProcessor("deliver-announcements", new Deliver(shared), "read-announcements")
        .addSink(
            Outputs.LOG_ATTEMPTS,
            topics.webhookAttempts().name(),
            topics.webhookAttempts().key().serializer(),
            topics.webhookAttempts().value().serializer(),
            "deliver-announcements")
        .addSink(
            Outputs.DISABLE_ENDPOINTS,
            webhooks.name(),
            webhooks.key().serializer(),
            webhooks.value().serializer(),
            "deliver-announcements")
        .addSink(
            Outputs.WRITE_DEAD_LETTERS,
            topics.deadLetters().name(),
            KeySerde.instance().serializer(),
            topics.deadLetters().value().serializer(),
            "deliver-announcements");
  }

  /** The processor with its stores. */
  private record Deliver(Shared shared)
      implements ProcessorSupplier<AccountKey, byte[], AccountKey, Object> {
    @Override
    public Processor<AccountKey, byte[], AccountKey, Object> get() {
      return new DeliverAnnouncements(shared);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return OutboxStores.builders();
    }
  }
}
