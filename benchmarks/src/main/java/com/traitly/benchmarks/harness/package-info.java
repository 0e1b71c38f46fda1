/**
 * What every measurement of processes needs: forked JVMs, a broker, the product's services, any
 * number of customers and events, and runs in turn.
 *
 * <p>Start reading at {@link com.traitly.benchmarks.harness.Bench}.
 */
@NullMarked
package com.traitly.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
