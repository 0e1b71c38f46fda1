/**
 * How many events the gateway takes, beside the least a server on this stack could do.
 *
 * <p>Broker, gateway and each ceiling are processes of their own; runs alternate between gateway
 * and ceiling, and a rate counts only when Kafka holds what was answered. Start reading at {@link
 * com.traitly.benchmarks.ingest.IngestBench}.
 */
@NullMarked
package com.traitly.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
