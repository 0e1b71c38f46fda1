/**
 * Sends the gateway requests that no client would send on purpose, and checks that it answers every
 * one properly.
 *
 * <p>All requests are drawn from a seed, so a run can be repeated. Start reading at {@link
 * com.traitly.systemtests.fuzz.Fuzz}.
 */
@NullMarked
package com.traitly.systemtests.fuzz;

import org.jspecify.annotations.NullMarked;
