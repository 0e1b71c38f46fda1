package com.traitly.processor.topology;

import static com.traitly.contracts.model.AnnouncementObject.GOAL_PROPENSITY_CHANGE;
import static com.traitly.contracts.model.AnnouncementObject.RECOMMENDED_NEXT_ACTIONS;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.processor.link.KeptEvents;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.replay.ReplayProgress;
import com.traitly.processor.task.OutputRecords;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.task.Stores;
import com.traitly.processor.training.SmileSerde;
import com.traitly.processor.training.TrainingMessage;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.GlobalTable;
import com.traitly.streams.node.Store;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;

/**
 * The whole stream-processor, read from top to bottom: keep goals and models at hand; read
 * customers, events and links; apply each to its customer; announce what changed; train.
 */
public final class ProcessorTopology {
  private static final String READ_CUSTOMERS = "read-customers";
  private static final String READ_EVENTS = "read-events";
  private static final String READ_LINKS = "read-customer-links";
  private static final String TRACK_CUSTOMERS = "track-customers";
  private static final String READ_EXAMPLES = "read-model-examples";
  private static final String TRAIN_MODELS = "train-models";

  private ProcessorTopology() {}

  /** Builds the topology around what its tasks share. */
  public static Topology of(ProcessorParts parts) {
    Topology topology = new Topology();
    keepTables(topology, parts);
    trackCustomers(topology, parts);
    trainModels(topology, parts);
    return topology;
  }

  private static void keepTables(Topology topology, ProcessorParts parts) {
    Topics topics = parts.topics();
    GoalRegistry registry = parts.registry();
    AppliedOffsets applied = parts.applied();
    keep(topology, "goals", topics.goals(), topics.goals().value(), applied, registry::goal);
    Serde<Goal> draft = topics.goalDrafts().value();
    keep(topology, "goal-drafts", topics.goalDrafts(), draft, applied, registry::draft);
    Serde<PublishedModel> model = SmileSerde.of(PublishedModel.class);
    keep(topology, "goal-models", topics.goalModels(), model, applied, registry::model);
  }

  private static void trackCustomers(Topology topology, ProcessorParts parts) {
    Topics topics = parts.topics();
    read(topology, READ_CUSTOMERS, topics.customers());
    read(topology, READ_EVENTS, topics.events());
    read(topology, READ_LINKS, topics.customerLinks());
    topology.addProcessor(
        TRACK_CUSTOMERS,
        () -> new CustomerProcessor(parts),
        READ_CUSTOMERS,
        READ_EVENTS,
        READ_LINKS);
    addStores(
        topology,
        TRACK_CUSTOMERS,
        Stores.CUSTOMER_GOALS,
        Stores.TIMELINES,
        Stores.DUE,
        ReplayProgress.STORE,
        Stores.GOAL_MEMBERS,
        Stores.ERASURES,
        Stores.LINKS,
        Stores.profiles(topics));
    topology.addStateStore(KeptEvents.store(), TRACK_CUSTOMERS);

    write(topology, OutputRecords.WRITE_PROFILES, topics.customerProfiles());
    for (AnnouncementObject object :
        new AnnouncementObject[] {GOAL_PROPENSITY_CHANGE, RECOMMENDED_NEXT_ACTIONS}) {
      write(topology, OutputRecords.announce(object), topics.announcements(object));
    }
    write(topology, OutputRecords.WRITE_LIFECYCLE, topics.goalLifecycle());
    write(topology, OutputRecords.WRITE_LINKS, topics.customerLinks());
    write(topology, OutputRecords.END_DRAFTS, topics.goalDrafts());
    topology.addSink(
        OutputRecords.TELL_TRAINER,
        topics.modelExamples().name(),
        KeySerde.instance().serializer(),
        SmileSerde.of(TrainingMessage.class).serializer(),
        TRACK_CUSTOMERS);
  }

  private static void trainModels(Topology topology, ProcessorParts parts) {
    Topics topics = parts.topics();
    topology.addSource(
        READ_EXAMPLES,
        KeySerde.instance().deserializer(),
        SmileSerde.of(TrainingMessage.class).deserializer(),
        topics.modelExamples().name());
    topology.addProcessor(TRAIN_MODELS, () -> new TrainerProcessor(parts), READ_EXAMPLES);
    addStores(
        topology, TRAIN_MODELS, Stores.TRAINERS, Stores.TRAINING_INBOX, Stores.TRAINING_LEDGER);
    topology.addSink(
        "write-goal-models",
        topics.goalModels().name(),
        KeySerde.instance().serializer(),
        SmileSerde.of(PublishedModel.class).serializer(),
        TRAIN_MODELS);
  }

  private static <V> void keep(
      Topology topology,
      String table,
      Topic<AccountKey, ?> topic,
      Serde<V> value,
      AppliedOffsets applied,
      GlobalTable.Keeper<V> keeper) {
    Store<AccountKey, V> store = new Store<>(table, KeySerde.instance(), value);
    new GlobalTable<>(store, topic, keeper)
        .addTo(topology, at -> applied.appliedAsWhole(at.topic(), at.offset()));
  }

  private static void read(Topology topology, String node, Topic<?, ?> topic) {
    topology.addSource(
        node, topic.key().deserializer(), topic.value().deserializer(), topic.name());
  }

  private static void write(Topology topology, String node, Topic<?, ?> topic) {
    topology.addSink(
        node, topic.name(), topic.key().serializer(), topic.value().serializer(), TRACK_CUSTOMERS);
  }

  private static void addStores(Topology topology, String node, Store<?, ?>... stores) {
    for (Store<?, ?> store : stores) {
      topology.addStateStore(store.onDisk(), node);
    }
  }
}
