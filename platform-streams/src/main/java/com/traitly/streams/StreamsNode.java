package com.traitly.streams;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.service.ServiceRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A running Kafka Streams client: its readiness, its stores, who owns which partition. */
public final class StreamsNode implements AutoCloseable {
  private static final Duration STOP_TIME = Duration.ofSeconds(20);

  private final KafkaStreams streams;
  private final String routedTopic;
  private final RestoredStores restored = new RestoredStores();

  /**
   * Starts the client.
   *
   * @param routedTopic the co-partitioned source topic by which partitions are named
   * @param applied is told what the state includes whenever partitions were assigned
   * @throws StartupFailure when the state directory cannot be used
   */
  public StreamsNode(
      ServiceRuntime runtime,
      StreamsSettings settings,
      Topology topology,
      String routedTopic,
      AppliedOffsets applied) {
    this.routedTopic = routedTopic;
    try {
      Files.createDirectories(settings.stateDirectory());
    } catch (IOException e) {
      throw new StartupFailure(
          "State directory "
              + settings.stateDirectory()
              + " cannot be written: give the process"
              + " the right to, or set TRAITLY_DATA_DIR to a directory it may write.",
          e);
    }
    streams = new KafkaStreams(topology, settings.properties(runtime.kafka()));
    streams.setGlobalStateRestoreListener(restored);
    streams.setUncaughtExceptionHandler(new ThreadReplacement(runtime.clock()));
    streams.setStateListener((now, before) -> {
      if (now == KafkaStreams.State.RUNNING) {
        String group = settings.applicationId();
        Thread.ofVirtual().start(() -> CommittedOffsets.publish(runtime.kafka(), group, applied));
      } else if (now == KafkaStreams.State.ERROR) {
        runtime.health().fatal(settings.applicationId() + " died, see the log above");
      }
    });
    runtime.health().part(settings.applicationId(), this::notReadyBecause);
    streams.start();
  }

  /** Empty when tasks are assigned and restored, else why not. */
  public Optional<String> notReadyBecause() {
    if (streams.state() != KafkaStreams.State.RUNNING) {
      return Optional.of("streams are " + streams.state());
    }
    boolean busy =
        streams.metadataForLocalThreads().stream()
            .anyMatch(t -> !t.activeTasks().isEmpty() || !t.standbyTasks().isEmpty());
    return busy ? Optional.empty() : Optional.of("no partitions are assigned yet");
  }

  /**
   * A store's partition, readable from any thread; shows writes that are not yet committed.
   *
   * @throws ApiException {@code unavailable} while the partition is not here
   */
  public <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store, int partition) {
    StoreQueryParameters<ReadOnlyKeyValueStore<K, V>> live =
        StoreQueryParameters.fromNameAndType(
                store.name(), QueryableStoreTypes.<K, V>keyValueStore())
            .withPartition(partition);
    try {
      return streams.store(live);
    } catch (InvalidStateStoreException moving) {
      // Other partitions are on the move. One that is itself being restored misses the newest
      // writes, or all: to answer from it would be to say that a customer is not known.
      if (!restored.contains(store.name(), partition)) {
        throw unavailable();
      }
    }
    try {
      return streams.store(live.enableStaleStores());
    } catch (InvalidStateStoreException e) {
      throw unavailable();
    }
  }

  /** What to answer while a partition is on its way from one instance to another. */
  public static ApiException unavailable() {
    return ApiException.retryLater(
        ErrorCode.UNAVAILABLE, "This state is moving to another instance; try again shortly", 1);
  }

  /** host:port of the instance that owns each partition, as far as the group has settled. */
  public Map<Integer, String> owners() {
    Map<Integer, String> owners = new HashMap<>();
    for (StreamsMetadata each : streams.metadataForAllStreamsClients()) {
      for (TopicPartition owned : each.topicPartitions()) {
        if (owned.topic().equals(routedTopic)) {
          owners.put(owned.partition(), each.host() + ":" + each.port());
        }
      }
    }
    return owners;
  }

  @Override
  public void close() {
    streams.close(CloseOptions.timeout(STOP_TIME));
  }
}
