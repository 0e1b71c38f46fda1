/**
 * Shows the figures of all measurements beside their targets, in one table and as charts, read from
 * {@code benchmarks/results}. Start reading at {@link com.traitly.benchmarks.summary.Summary}.
 */
@NullMarked
package com.traitly.benchmarks.summary;

import org.jspecify.annotations.NullMarked;
