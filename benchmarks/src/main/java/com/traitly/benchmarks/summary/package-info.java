/**
 * All measurements' figures beside their targets, in one table and as charts, from what they wrote
 * to {@code benchmarks/results}. Start reading at {@link com.traitly.benchmarks.summary.Summary}.
 */
@NullMarked
package com.traitly.benchmarks.summary;

import org.jspecify.annotations.NullMarked;
