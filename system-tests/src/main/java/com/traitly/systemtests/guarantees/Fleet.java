package com.traitly.systemtests.guarantees;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.processor.StreamProcessor;
import com.traitly.query.QueryApi;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A broker, a gateway, and any number of stream-processors and query-apis, each in its own process;
 * and a goal that shows in lookups how many events of a customer were counted.
 */
final class Fleet implements AutoCloseable {
  static final String API_KEY = "trt_guarantees_key_0123456789abcdef0123456789";
  private static final Pattern LISTENS = Pattern.compile("listens on (\\S+)");
  private static final String PARTITIONS = "6";
  private static final int MOST = 4;

  final PlainCaller caller = new PlainCaller();
  final Member broker;
  final Member gateway;
  final List<Member> processors = new ArrayList<>();
  final List<Member> queries = new ArrayList<>();

  private final CloseAll started = new CloseAll();
  private final Path directory;
  private final Map<String, String> common = new HashMap<>();
  private final List<String> processorStates = new ArrayList<>();
  private final List<String> queryStates = new ArrayList<>();

  /**
   * A process that can be killed and started again at the same addresses on the same data. Used by
   * one thread at a time; any thread may call {@link #life}.
   */
  static final class Member implements AutoCloseable {
    /** Where it listens for callers. */
    final String baseUrl;

    private final ForkedJvm.Setup setup;
    private final Pattern ready;
    private final AtomicInteger life = new AtomicInteger();
    private volatile @Nullable ForkedJvm process;

    /** A process that is not running yet. */
    private Member(String baseUrl, Pattern ready, ForkedJvm.Setup setup) {
      this.baseUrl = baseUrl;
      this.ready = ready;
      this.setup =
          setup.options(
              "-Xmx384m",
              "-XX:TieredStopAtLevel=1",
              // A test's own logging configuration would hide the ready line.
              "-Dlogback.configurationFile=logback.xml");
    }

    /** Starts the process without waiting. */
    void launch() {
      life.incrementAndGet();
      process = setup.launch(ready);
    }

    /** Starts the process and waits until it is ready. */
    void start() {
      life.incrementAndGet();
      process = setup.start(ready);
    }

    /** Sends SIGKILL: no shutdown hook runs, nothing is flushed. */
    void kill() {
      life.incrementAndGet();
      ForkedJvm running = process;
      if (running != null) {
        running.close();
      }
    }

    /** Returns an odd number while the process runs; it changes with every start and kill. */
    int life() {
      return life.get();
    }

    @Override
    public void close() {
      kill();
    }
  }

  /**
   * Starts the broker and the gateway, launches some of the other processes and saves the goal.
   *
   * @param each how many stream-processors, and how many query-apis
   */
  Fleet(Path directory, int each) {
    this.directory = directory;
    for (int i = 0; i < MOST; i++) {
      processorStates.add("127.0.0.1:" + ForkedJvm.freePort());
      queryStates.add("127.0.0.1:" + ForkedJvm.freePort());
    }
    String port = Integer.toString(ForkedJvm.freePort());
    broker =
        started.add(
            new Member(
                "127.0.0.1:" + port,
                KillableBroker.READY,
                ForkedJvm.of(KillableBroker.class)
                    .arguments(directory.resolve("kafka").toString(), port)));
    common.put("TRAITLY_KAFKA_BOOTSTRAP", broker.baseUrl);
    common.put("TRAITLY_PARTITIONS", PARTITIONS);
    common.put("TRAITLY_BOOTSTRAP_TOKEN", API_KEY);
    common.put("TRAITLY_CLUSTER_SECRET", "of-the-fleet");
    common.put("TRAITLY_SECRET_KEY", MasterKeys.generate());
    common.put("TRAITLY_PROCESSOR_STATE", String.join(",", processorStates));
    common.put("TRAITLY_QUERY_STATE", String.join(",", queryStates));
    broker.start();
    gateway = member(IngestGateway.class, "gateway", "");
    gateway.start();
    for (int i = 0; i < each; i++) {
      addProcessor().launch();
      addQuery().launch();
    }
    StyledGoal.save(caller, gateway);
  }

  /** Waits until all processes that serve the goal are ready. */
  void awaitReady() {
    StyledGoal.awaitUntil(
        "all are ready",
        () -> Stream.of(processors, queries).flatMap(List::stream).allMatch(caller::isReady));
  }

  /** Adds a stream-processor, which is not running yet. */
  Member addProcessor() {
    int number = processors.size();
    Member added =
        member(StreamProcessor.class, "processor-" + number, processorStates.get(number));
    processors.add(added);
    return added;
  }

  /** Adds a query-api, which is not running yet. */
  Member addQuery() {
    int number = queries.size();
    Member added = member(QueryApi.class, "query-" + number, queryStates.get(number));
    queries.add(added);
    return added;
  }

  @Override
  public void close() {
    caller.close();
    started.close();
  }

  private Member member(Class<?> main, String name, String state) {
    int port = ForkedJvm.freePort();
    Map<String, String> environment = new HashMap<>(common);
    environment.put("TRAITLY_PORT", Integer.toString(port));
    environment.put("TRAITLY_DATA_DIR", directory.resolve(name).resolve("data").toString());
    if (!state.isEmpty()) {
      environment.put("TRAITLY_STATE_PORT", state.substring(state.indexOf(':') + 1));
      environment.put("TRAITLY_STATE_ADVERTISED", state);
    }
    ForkedJvm.Setup setup = ForkedJvm.of(main).environment(environment);
    return started.add(new Member("http://127.0.0.1:" + port, LISTENS, setup));
  }
}
