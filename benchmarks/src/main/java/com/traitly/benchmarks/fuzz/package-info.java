/**
 * Sends a gateway what no client would mean to send, and checks that it keeps its composure.
 *
 * <p>Everything is drawn from a seed, so a run can be repeated. Start reading at {@link
 * com.traitly.benchmarks.fuzz.Fuzz}.
 */
@NullMarked
package com.traitly.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
