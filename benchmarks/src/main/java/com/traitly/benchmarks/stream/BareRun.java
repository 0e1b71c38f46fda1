package com.traitly.benchmarks.stream;

import com.traitly.benchmarks.ceiling.BareCount;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Changelog;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.InputRun;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.testkit.client.CallFailed;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** One run of the bare count on the same events, with the same commit interval and threads. */
final class BareRun {
  private static final Pattern RUNS = Pattern.compile("(counting) ");
  // As in the stream-processor.
  private static final String COMMIT_MILLIS = "100";
  private static final String THREADS = "2";

  private BareRun() {}

  /**
   * Runs the bare count.
   *
   * @throws CallFailed when it did not count every event exactly once
   */
  static Measurement of(Broker broker, Path state, Population population, Size size) {
    String topic = population.topics().events().name();
    String application = topic.replace(".events", "-bare-count");
    broker.createTopics(application + "-counts");
    population.events(size.customers(), size.all(), 1);
    try (ForkedJvm process =
        ForkedJvm.of(BareCount.class)
            .arguments(
                broker.bootstrap(),
                application,
                topic,
                application + "-counts",
                state.toString(),
                COMMIT_MILLIS,
                THREADS)
            .start(RUNS)) {
      InputRun events = new InputRun(broker, application, topic, process);
      Measurement rate = events.measure(size.warmUp(), size.all());
      String changelog = application + "-" + BareCount.STORE + "-changelog";
      long counted = Changelog.sum(broker, changelog, bytes -> ByteBuffer.wrap(bytes).getLong());
      if (counted != size.all()) {
        throw new CallFailed(
            "No rate: %,d events were sent, and the bare count has %,d."
                .formatted(size.all(), counted));
      }
      return rate;
    }
  }
}
