/**
 * Measures how long the stateful processes take to be ready again after a stop and after a kill,
 * and how large their state is. Start reading at {@link
 * com.traitly.benchmarks.recovery.RestartBench}.
 */
@NullMarked
package com.traitly.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
