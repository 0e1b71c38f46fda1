/**
 * How many events the stream-processor's whole topology takes, beside a bare count, and how that
 * and the bytes on disk grow with the number of customers.
 *
 * <p>A rate counts only when the state holds every event once. Start reading at {@link
 * com.traitly.benchmarks.stream.StreamBench}.
 */
@NullMarked
package com.traitly.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
