package com.traitly.streams.node;

import com.traitly.contracts.error.ApiException;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.freshness.FreshnessMonitor;
import com.traitly.streams.freshness.StandbyProgress;
import com.traitly.streams.freshness.Upstream;
import com.traitly.streams.state.Copies;
import com.traitly.streams.state.LocalCopy;
import com.traitly.streams.state.Position;
import com.traitly.streams.state.Routes;
import com.traitly.streams.state.StateAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Kafka Streams client: its readiness, its stores, and which instance owns which
 * partition.
 */
public final class StreamsNode implements Copies, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsNode.class);
  private static final Duration STOP_TIME = Duration.ofSeconds(20);

  private final KafkaStreams streams;
  private final String routedTopic;
  private final AppliedOffsets applied;
  private final StateDirectory directory;
  private final FreshnessMonitor freshness;

  /**
   * Starts the client.
   *
   * @param routedTopic the co-partitioned source topic whose partitions number those of the state
   * @param upstreams topics whose records reach the same tasks by way of one of their sources
   * @param applied learns from the tasks when they open, what they apply, and when they close
   * @throws StartupFailure when the state directory cannot be used
   */
  public StreamsNode(
      ServiceRuntime runtime,
      StreamsSettings settings,
      Topology topology,
      String routedTopic,
      List<Upstream> upstreams,
      AppliedOffsets applied) {
    this.routedTopic = routedTopic;
    this.applied = applied;
    directory = new StateDirectory(settings.stateDirectory());
    boolean endedCleanly = directory.takeCleanEnd();
    List<TopologyDescription.Node> nodes = nodesBeside(routedTopic, topology);
    StandbyProgress standbys = new StandbyProgress(stores(nodes).size());
    streams = client(topology, settings, runtime);
    streams.setGlobalStateRestoreListener(standbys);
    streams.setStandbyUpdateListener(standbys);
    streams.setUncaughtExceptionHandler(new ThreadReplacement(runtime.clock()));
    streams.setStateListener((now, before) -> {
      if (now == KafkaStreams.State.ERROR) {
        runtime.health().fatal(settings.applicationId() + " died, see the log above");
      }
    });
    runtime.health().part(settings.applicationId(), this::notReadyBecause);
    if (settings.exactlyOnce() && !endedCleanly) {
      // Kafka Streams drops what a killed process left in any case. But it would first open each
      // store, one after the other, before the group hears that this instance is back.
      streams.cleanUp();
    }
    streams.start();
    freshness =
        new FreshnessMonitor(
            runtime.kafka(),
            runtime.clock(),
            new FreshnessMonitor.Parts(
                settings.applicationId(),
                topics(nodes),
                upstreams,
                stores(nodes),
                streams,
                applied,
                standbys));
  }

  private static KafkaStreams client(
      Topology topology, StreamsSettings settings, ServiceRuntime runtime) {
    try {
      return new KafkaStreams(topology, settings.properties(runtime), new StreamsClients());
    } catch (StreamsException e) {
      throw new StartupFailure(
          "State directory %s cannot be used: stop the other process that uses it, or set TRAITLY_DATA_DIR to a directory of this one's own."
              .formatted(settings.stateDirectory()),
          e);
    }
  }

  /** Empty when tasks are assigned and restored, otherwise the reason. */
  public Optional<String> notReadyBecause() {
    if (streams.state() != KafkaStreams.State.RUNNING) {
      return Optional.of("streams are " + streams.state());
    }
    boolean busy =
        streams.metadataForLocalThreads().stream()
            .anyMatch(t -> !t.activeTasks().isEmpty() || !t.standbyTasks().isEmpty());
    return busy ? Optional.empty() : Optional.of("no partitions are assigned yet");
  }

  @Override
  public @Nullable LocalCopy copy(int partition) {
    return freshness.copy(partition);
  }

  @Override
  public boolean await(LocalCopy copy, Position write, Duration atMost)
      throws InterruptedException {
    return applied.await(copy, write, atMost);
  }

  /**
   * A store's partition, readable from any thread. The owner's shows writes that are not committed
   * yet. {@link #copy} says whether it may be read at all.
   *
   * @throws ApiException {@code unavailable} while the partition is not here
   */
  public <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store, int partition) {
    try {
      // This works even while other partitions of the process move.
      return streams.store(
          StoreQueryParameters.fromNameAndType(
                  store.name(), QueryableStoreTypes.<K, V>keyValueStore())
              .withPartition(partition)
              .enableStaleStores());
    } catch (InvalidStateStoreException | IllegalStateException moving) {
      throw StateAnswer.unavailable();
    }
  }

  @Override
  public Routes routes() {
    Map<Integer, String> owners = new HashMap<>();
    Map<Integer, List<String>> followers = new HashMap<>();
    if (streams.state().isRunningOrRebalancing()) {
      for (StreamsMetadata each : streams.metadataForAllStreamsClients()) {
        String address = each.host() + ":" + each.port();
        routed(each.topicPartitions()).forEach(partition -> owners.put(partition, address));
        routed(each.standbyTopicPartitions())
            .forEach(partition ->
                followers.computeIfAbsent(partition, any -> new ArrayList<>()).add(address));
      }
    }
    return new Routes(owners, followers);
  }

  private List<Integer> routed(Set<TopicPartition> partitions) {
    return partitions.stream()
        .filter(each -> each.topic().equals(routedTopic))
        .map(TopicPartition::partition)
        .toList();
  }

  /** The nodes of the subtopology that reads the routed topic. */
  private static List<TopologyDescription.Node> nodesBeside(String routedTopic, Topology topology) {
    return topology.describe().subtopologies().stream()
        .map(part -> List.copyOf(part.nodes()))
        .filter(nodes -> topics(nodes).contains(routedTopic))
        .findFirst()
        .orElse(List.of());
  }

  /** The source topics of a subtopology. */
  private static Set<String> topics(List<TopologyDescription.Node> nodes) {
    return nodes.stream()
        .filter(TopologyDescription.Source.class::isInstance)
        .map(TopologyDescription.Source.class::cast)
        .flatMap(source -> source.topicSet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> stores(List<TopologyDescription.Node> nodes) {
    return nodes.stream()
        .filter(TopologyDescription.Processor.class::isInstance)
        .map(TopologyDescription.Processor.class::cast)
        .flatMap(processor -> processor.stores().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void close() {
    freshness.close();
    try {
      if (streams.close(CloseOptions.timeout(STOP_TIME))) {
        directory.noteCleanEnd();
      }
    } catch (IOException e) {
      LOG.warn("the next start restores all state, because it cannot be noted that it is whole", e);
    }
  }
}
