/**
 * Micro-benchmarks of the pure parts that run once per event, lookup or example. Start reading at
 * {@link com.traitly.benchmarks.micro.PredictionBench}.
 */
@NullMarked
package com.traitly.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
