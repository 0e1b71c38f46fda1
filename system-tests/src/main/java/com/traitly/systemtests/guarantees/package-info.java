/**
 * Tests three promises: each acknowledged event counts once, reads include the caller's own writes,
 * and reads of older state are marked. {@link com.traitly.systemtests.guarantees.KillPoints} and
 * {@link com.traitly.systemtests.guarantees.MovingInstances} kill, restart and add processes;
 * {@link com.traitly.systemtests.guarantees.ReadYourWrites} runs on one standalone product. Start
 * reading at {@link com.traitly.systemtests.guarantees.KillPoints}.
 */
@NullMarked
package com.traitly.systemtests.guarantees;

import org.jspecify.annotations.NullMarked;
