/**
 * What slow senders do to everybody else.
 *
 * <p>Start reading at {@link com.traitly.benchmarks.slow.SlowSenders}.
 */
@NullMarked
package com.traitly.benchmarks.slow;

import org.jspecify.annotations.NullMarked;
