package com.traitly.processor;

import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.route.Route;
import com.traitly.platform.service.Service;
import com.traitly.platform.service.ServiceProcess;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.platform.service.Settings;
import com.traitly.processor.lookup.GoalQueries;
import com.traitly.processor.lookup.ModelQuery;
import com.traitly.processor.lookup.RecommendationQuery;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.task.BackgroundScheduler;
import com.traitly.processor.task.ProcessorMeters;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.topology.ProcessorTopology;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.StreamsNode;
import com.traitly.streams.node.StreamsSettings;
import com.traitly.streams.state.LocalServers;
import com.traitly.streams.state.StateKeys;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps every customer's state, scores it, announces what changed, and answers lookups of it. */
public final class StreamProcessor implements Service {
  private static final String NAME = ServiceNames.PROCESSOR;

  /** Number of stream threads that share its partitions. */
  public static final ConfigKey<Integer> THREADS =
      ConfigKey.integer(
          "TRAITLY_PROCESSOR_THREADS",
          "threads of the stream-processor, each with some of its partitions",
          2,
          1,
          64);

  private final CloseAll started = new CloseAll();

  /**
   * Starts the streams application and its state server.
   *
   * @param servers where other services in this process find that server
   */
  public StreamProcessor(ServiceRuntime runtime, LocalServers servers) {
    Topics topics = runtime.topics();
    ProcessorParts parts = parts(runtime);
    StreamsSettings settings =
        StreamsSettings.of(
            runtime,
            NAME,
            true,
            runtime.config().get(THREADS),
            runtime.config().get(StateKeys.STATE_ADVERTISED));
    try {
      StreamsNode node =
          started.add(
              new StreamsNode(
                  runtime,
                  settings,
                  ProcessorTopology.of(parts),
                  topics.events().name(),
                  List.of(),
                  parts.applied()));
      StateQuery recommendation = new RecommendationQuery(node, parts, runtime.clock());
      Map<String, StateQuery> queries =
          new HashMap<>(GoalQueries.of(node::read, topics, runtime.clock()));
      queries.put(RecommendationQuery.NAME, recommendation);
      queries.put(ModelQuery.NAME, new ModelQuery(parts.registry()));
      servers.add(NAME, started.add(new StateServer(runtime.config(), node, queries)));
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private static ProcessorParts parts(ServiceRuntime runtime) {
    GoalRegistry registry = new GoalRegistry();
    ProcessorMeters meters = new ProcessorMeters(runtime.meters());
    registry.watch(() -> meters.models(registry));
    return new ProcessorParts(
        runtime.topics(),
        runtime.kafka().customerPartitions(),
        registry,
        new AppliedOffsets(Set.of(runtime.topics().goals().name())),
        meters,
        new BackgroundScheduler(meters, System::nanoTime));
  }

  /** Runs the service as a process of its own. */
  public static void main(String[] args) {
    ServiceProcess.run(NAME, keys(), runtime -> new StreamProcessor(runtime, new LocalServers()));
  }

  /** All settings that the service reads. */
  public static List<ConfigKey<?>> keys() {
    return Settings.with(List.of(StateKeys.all(), List.of(THREADS)));
  }

  @Override
  public List<Route> routes() {
    return List.of();
  }

  @Override
  public void close() {
    started.close();
  }
}
