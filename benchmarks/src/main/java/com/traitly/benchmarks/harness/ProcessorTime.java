package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Measurement;

/** Processor time that a process and the broker use from when this is made. */
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

  /** Counts from now on. */
  public static ProcessorTime of(ForkedJvm process, Broker broker) {
    return new ProcessorTime(process, broker.process());
  }

  /** A run of which only the rate is known, in which so many were done up to now. */
  public Measurement ofRate(double rate, long count) {
    return of(rate, 0, 0, count);
  }

  /** A run in which so many were done up to now. */
  public Measurement of(double rate, double p50Millis, double p99Millis, long count) {
    double micros = (process.cpuSeconds() - before) * 1e6;
    double brokerMicros = (broker.cpuSeconds() - brokerBefore) * 1e6;
    return new Measurement(rate, p50Millis, p99Millis, micros / count, brokerMicros / count);
  }
}
