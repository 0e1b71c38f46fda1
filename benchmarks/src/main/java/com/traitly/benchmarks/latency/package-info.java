/**
 * How long an event takes to be acknowledged, to show in a lookup, and to reach a webhook receiver,
 * measured from outside on one machine. Start reading at {@link
 * com.traitly.benchmarks.latency.Latency}.
 */
@NullMarked
package com.traitly.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
