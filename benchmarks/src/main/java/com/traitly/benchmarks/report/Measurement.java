package com.traitly.benchmarks.report;

/**
 * One run.
 *
 * @param rate how many a second, of what the report names
 * @param p50Millis median time of one, 0 when only the rate is known
 * @param p99Millis what all but one in a hundred stayed within, 0 when only the rate is known
 * @param serverMicros processor time of the measured process for each, in microseconds
 * @param brokerMicros the same of the broker
 */
public record Measurement(
    double rate, double p50Millis, double p99Millis, double serverMicros, double brokerMicros) {
  /** A run of which only the rate is known. */
  public static Measurement ofRate(double rate, double serverMicros, double brokerMicros) {
    return new Measurement(rate, 0, 0, serverMicros, brokerMicros);
  }
}
