/**
 * Measures how long a goal, or a dry run of one, takes to learn from stored customers. Start
 * reading at {@link com.traitly.benchmarks.backfill.BackfillBench}.
 */
@NullMarked
package com.traitly.benchmarks.backfill;

import org.jspecify.annotations.NullMarked;
