/**
 * How long the stateful processes take to be ready again, after a stop and after a kill, and how
 * much their state takes. Start reading at {@link com.traitly.benchmarks.recovery.RestartBench}.
 */
@NullMarked
package com.traitly.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
