package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Measurement;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.ForkedJvm;

/**
 * Measures how fast a streams application commits a topic that is already written.
 *
 * @param group its consumer group
 * @param topic the topic it reads
 */
public record InputRun(Broker broker, String group, String topic, ForkedJvm process) {
  /**
   * Waits until {@code warmUp} records are committed, then measures until {@code count} are.
   *
   * @throws CallFailed when more than a third of the records to measure are committed already
   */
  public Measurement measure(long warmUp, long count) {
    broker.awaitCommitted(group, topic, warmUp);
    long already = broker.committed(group, topic);
    long start = System.nanoTime();
    ProcessorTime time = ProcessorTime.of(process, broker);
    long measured = count - already;
    if (measured < (count - warmUp) * 2 / 3) {
      throw new CallFailed(
          "No rate: %,d of %,d records were done before all were there; use more events."
              .formatted(already, count));
    }
    broker.awaitCommitted(group, topic, count);
    double seconds = (System.nanoTime() - start) / 1e9;
    return time.ofRate(measured / seconds, measured);
  }
}
