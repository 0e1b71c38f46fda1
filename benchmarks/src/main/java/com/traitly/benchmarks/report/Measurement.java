package com.traitly.benchmarks.report;

/**
 * One run.
 *
 * @param rate items per second; the report says what an item is
 * @param p50Millis median time of an item; 0 when only the rate is known
 * @param p99Millis 99th percentile of the times; 0 when only the rate is known
 * @param serverMicros processor time of the measured process per item, in microseconds
 * @param brokerMicros processor time of the broker per item, in microseconds
 */
public record Measurement(
    double rate, double p50Millis, double p99Millis, double serverMicros, double brokerMicros) {
  /** Makes a run of which only the rate is known. */
  public static Measurement ofRate(double rate, double serverMicros, double brokerMicros) {
    return new Measurement(rate, 0, 0, serverMicros, brokerMicros);
  }
}
