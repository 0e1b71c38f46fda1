/**
 * The log of attempts, kept by endpoint and time, and what is done from it: lists, resends,
 * replays.
 *
 * <p>Knows nothing of the outbox or of HTTP. Start reading at {@code AttemptLog}.
 */
@NullMarked
package com.traitly.sender.log;

import org.jspecify.annotations.NullMarked;
