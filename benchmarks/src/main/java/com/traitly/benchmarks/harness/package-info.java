/**
 * What every measurement of processes needs: JVMs of their own, a broker, the product's services,
 * customers and events without end, and runs that take turns.
 *
 * <p>Start reading at {@link com.traitly.benchmarks.harness.Bench}.
 */
@NullMarked
package com.traitly.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
