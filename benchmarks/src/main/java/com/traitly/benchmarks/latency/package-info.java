/**
 * Measures how long an event takes to be acknowledged, to appear in a lookup, and to reach a
 * webhook receiver, from outside and on one machine. Start reading at {@link
 * com.traitly.benchmarks.latency.Latency}.
 */
@NullMarked
package com.traitly.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
