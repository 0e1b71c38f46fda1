package com.traitly.gateway.sources;

import com.traitly.contracts.topic.SourcePosition;
import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.intake.Door;
import com.traitly.gateway.sources.mapping.RecordMapper;
import com.traitly.gateway.sources.mapping.Source;
import com.traitly.gateway.sources.mapping.SourceFile;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.ReadingThread;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.platform.service.ServiceRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * All sources of a process, each read on a thread of its own until this is closed. A source that
 * cannot be reached does not make the process unready: it serves its other callers, and goes on
 * trying. Thread-safe.
 */
public final class Sources implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CloseAll opened = new CloseAll();

  /**
   * Reads a file of sources.
   *
   * @param variables the environment
   * @throws IllegalArgumentException whose message says all that is wrong
   */
  public static List<Source> read(
      Path file, Function<String, @Nullable String> variables, Config config) {
    KafkaAccess kafka = KafkaAccess.of(config);
    return SourceFile.read(
        file,
        variables,
        new SourceFile.Defaults(
            config.get(CommonKeys.ACCOUNT),
            new Topics(kafka.prefix()),
            name -> kafka.group("source-" + name)));
  }

  /**
   * Starts to read the sources of a file.
   *
   * @throws StartupFailure when the file cannot be used
   */
  public static Sources start(ServiceRuntime runtime, Path file) {
    List<Source> sources;
    try {
      sources = read(file, System::getenv, runtime.config());
    } catch (IllegalArgumentException e) {
      throw new StartupFailure(
          "TRAITLY_SOURCES names a file that cannot be used:%n%s".formatted(e.getMessage()), e);
    }
    return new Sources(runtime, sources);
  }

  private Sources(ServiceRuntime runtime, List<Source> sources) {
    Topics topics = runtime.topics();
    try {
      CompactedView<SourcePosition> view =
          opened.add(runtime.follow(topics.sourcePositions(), "gateway source positions"));
      view.awaitCaughtUp(PATIENCE);
      SourcePositions positions =
          new SourcePositions(runtime.kafka(), topics.sourcePositions(), view);
      sources.forEach(source -> start(runtime, source, positions));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void close() {
    opened.close();
  }

  private void start(ServiceRuntime runtime, Source source, SourcePositions positions) {
    Topics topics = runtime.topics();
    RecordMapper mapper = opened.add(RecordMapper.of(source, new Door(topics)));
    SourceReading reading =
        new SourceReading(
            new PartitionLane.Parts(
                source,
                mapper,
                topics.sourcePositions(),
                SourceMeters.in(runtime.meters(), source.name()),
                topics.deadLetters().name(),
                runtime.clock()),
            positions,
            partition ->
                runtime
                    .kafka()
                    .producer(
                        settings(source.transactionalId(runtime.kafka().prefix(), partition))));
    opened.add(reading::close);
    SourceClients clients = new SourceClients(runtime.kafka());
    requireUsable(clients, source);
    opened.add(
        ReadingThread.start(
            "source-" + source.name(), source.topic(), () -> clients.sharing(source), reading));
  }

  /** A client that cannot even be made with these settings would be tried for ever. */
  private static void requireUsable(SourceClients clients, Source source) {
    try {
      clients.sharing(source).close();
    } catch (KafkaException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new StartupFailure(
          "The source %s in TRAITLY_SOURCES cannot be read with its kafka settings (%s): correct them."
              .formatted(source.name(), why.getMessage()),
          e);
    }
  }

  private static Map<String, Object> settings(String transactionalId) {
    return Map.of(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        transactionalId,
        // Readers of our topics wait this long, at most, for one that a killed process left open.
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        10_000,
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
        8_000,
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
        3_000,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        8_000,
        ProducerConfig.LINGER_MS_CONFIG,
        5,
        ProducerConfig.BATCH_SIZE_CONFIG,
        128 * 1024,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        // Room for the dead letter of a large record.
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        32 << 20);
  }
}
