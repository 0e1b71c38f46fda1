/**
 * The measurements of the product: each sets up broker, services and load, warms up, runs, checks
 * that nothing was lost, and reports. A rate counts only when everything was done exactly once, and
 * has beside it the least that the same stack could do.
 *
 * <p>Start reading at {@link com.traitly.benchmarks.scenario.StreamBench}.
 */
@NullMarked
package com.traitly.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
