package com.traitly.systemtests.guarantees;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A broker, a gateway, and any number of stream-processors and query-apis, each in its own process.
 */
final class Fleet implements AutoCloseable {
  static final String API_KEY = "trt_guarantees_key_0123456789abcdef0123456789";

  private static final String PARTITIONS = "6";
  private static final int MOST = 4;

  final FleetMember broker;
  final Served gateway;
  final List<Served> processors = new ArrayList<>();
  final List<Served> queries = new ArrayList<>();

  private final CloseAll started = new CloseAll();
  private final Path directory;
  private final Map<String, String> common = new HashMap<>();
  private final List<String> processorStates = new ArrayList<>();
  private final List<String> queryStates = new ArrayList<>();

  /** A process with an address for callers. */
  record Served(FleetMember member, String baseUrl) {}

  /** Starts the broker and the gateway; the other processes are added later. */
  Fleet(Path directory) {
    this.directory = directory;
    for (int i = 0; i < MOST; i++) {
      processorStates.add("127.0.0.1:" + FleetMember.freePort());
      queryStates.add("127.0.0.1:" + FleetMember.freePort());
    }
    String port = Integer.toString(FleetMember.freePort());
    broker =
        started.add(
            new FleetMember(
                KillableBroker.class,
                directory.resolve("broker"),
                Map.of(),
                KillableBroker.READY,
                directory.resolve("kafka").toString(),
                port));
    common.put("TRAITLY_KAFKA_BOOTSTRAP", "127.0.0.1:" + port);
    common.put("TRAITLY_PARTITIONS", PARTITIONS);
    common.put("TRAITLY_BOOTSTRAP_TOKEN", API_KEY);
    common.put("TRAITLY_CLUSTER_SECRET", "of-the-fleet");
    common.put("TRAITLY_SECRET_KEY", MasterKeys.generate());
    common.put("TRAITLY_PROCESSOR_STATE", String.join(",", processorStates));
    common.put("TRAITLY_QUERY_STATE", String.join(",", queryStates));
    broker.start();
    gateway = served(IngestGateway.class, "gateway", "");
    gateway.member().start();
  }

  /** Adds a stream-processor, which is not running yet. */
  Served addProcessor() {
    int number = processors.size();
    Served added =
        served(StreamProcessor.class, "processor-" + number, processorStates.get(number));
    processors.add(added);
    return added;
  }

  /** Adds a query-api, which is not running yet. */
  Served addQuery() {
    int number = queries.size();
    Served added = served(QueryApi.class, "query-" + number, queryStates.get(number));
    queries.add(added);
    return added;
  }

  @Override
  public void close() {
    started.close();
  }

  private Served served(Class<?> main, String name, String state) {
    int port = FleetMember.freePort();
    Map<String, String> environment = new HashMap<>(common);
    environment.put("TRAITLY_PORT", Integer.toString(port));
    environment.put("TRAITLY_DATA_DIR", directory.resolve(name).resolve("data").toString());
    if (!state.isEmpty()) {
      environment.put("TRAITLY_STATE_PORT", state.substring(state.indexOf(':') + 1));
      environment.put("TRAITLY_STATE_ADVERTISED", state);
    }
    FleetMember member =
        started.add(new FleetMember(main, directory.resolve(name), environment, "listens on"));
    return new Served(member, "http://127.0.0.1:" + port);
  }
}
