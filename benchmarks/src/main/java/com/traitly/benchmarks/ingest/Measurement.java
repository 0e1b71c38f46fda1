package com.traitly.benchmarks.ingest;

/**
 * One run.
 *
 * @param rate acknowledged events a second
 * @param serverMicros processor time of the server for each event, in microseconds
 * @param brokerMicros the same of the broker
 */
record Measurement(
    double rate, double p50Millis, double p99Millis, double serverMicros, double brokerMicros) {}
