/**
 * What every measurement of processes needs: a skeleton, a broker, the product's services, any
 * number of customers and events, and runs in turn.
 *
 * <p>Start reading at {@link com.traitly.benchmarks.harness.Scenario}.
 */
@NullMarked
package com.traitly.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
