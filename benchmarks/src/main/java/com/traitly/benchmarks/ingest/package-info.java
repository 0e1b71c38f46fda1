/**
 * Measures how many events the gateway accepts, beside the least that a server on this stack could
 * do.
 *
 * <p>The broker, the gateway and each ceiling run in their own processes. Runs alternate between
 * gateway and ceiling, and a rate counts only when Kafka holds everything that was acknowledged.
 * Start reading at {@link com.traitly.benchmarks.ingest.IngestBench}.
 */
@NullMarked
package com.traitly.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
