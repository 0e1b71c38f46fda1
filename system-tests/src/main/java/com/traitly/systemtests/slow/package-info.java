/**
 * Measures what slow senders do to other clients.
 *
 * <p>Start reading at {@link com.traitly.systemtests.slow.SlowSendersRun}.
 */
@NullMarked
package com.traitly.systemtests.slow;

import org.jspecify.annotations.NullMarked;
