/**
 * How long it takes until a goal, or a dry run of one, has learnt from customers that are stored.
 * Start reading at {@link com.traitly.benchmarks.backfill.BackfillBench}.
 */
@NullMarked
package com.traitly.benchmarks.backfill;

import org.jspecify.annotations.NullMarked;
