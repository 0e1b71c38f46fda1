/**
 * What slow senders do to everybody else.
 *
 * <p>Start reading at {@link com.traitly.systemtests.slow.SlowSendersRun}.
 */
@NullMarked
package com.traitly.systemtests.slow;

import org.jspecify.annotations.NullMarked;
