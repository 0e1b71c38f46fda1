/**
 * Measures how long goal windows that close all at once delay incoming records. Start reading at
 * {@link com.traitly.benchmarks.due.DueBench}.
 */
@NullMarked
package com.traitly.benchmarks.due;

import org.jspecify.annotations.NullMarked;
