/**
 * Measures how many events the stream-processor's whole topology processes, beside a bare count,
 * and how the rate and the bytes on disk change with the number of customers.
 *
 * <p>A rate counts only when the state holds every event exactly once. Start reading at {@link
 * com.traitly.benchmarks.stream.StreamBench}.
 */
@NullMarked
package com.traitly.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
