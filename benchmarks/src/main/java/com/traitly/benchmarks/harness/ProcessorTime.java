package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Measurement;
import com.traitly.testkit.process.ForkedJvm;

/** Processor time that a process and the broker use from the creation of this object on. */
public final class ProcessorTime {
  private final ForkedJvm process;
  private final ForkedJvm broker;
  private final double before;
  private final double brokerBefore;

  private ProcessorTime(ForkedJvm process, ForkedJvm broker) {
    this.process = process;
    this.broker = broker;
    before = process.cpuSeconds();
    brokerBefore = broker.cpuSeconds();
  }

  /** Starts to measure now. */
  public static ProcessorTime of(ForkedJvm process, Broker broker) {
    return new ProcessorTime(process, broker.process());
  }

  /** Returns a run of which only the rate is known; {@code count} items were done so far. */
  public Measurement ofRate(double rate, long count) {
    return of(rate, 0, 0, count);
  }

  /** Returns a run in which {@code count} items were done so far. */
  public Measurement of(double rate, double p50Millis, double p99Millis, long count) {
    double micros = (process.cpuSeconds() - before) * 1e6;
    double brokerMicros = (broker.cpuSeconds() - brokerBefore) * 1e6;
    return new Measurement(rate, p50Millis, p99Millis, micros / count, brokerMicros / count);
  }
}
