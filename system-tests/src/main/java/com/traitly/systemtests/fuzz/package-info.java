/**
 * Sends a gateway what no client would mean to send, and checks that it keeps its composure.
 *
 * <p>Everything is drawn from a seed, so a run can be repeated. Start reading at {@link
 * com.traitly.systemtests.fuzz.Fuzz}.
 */
@NullMarked
package com.traitly.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
