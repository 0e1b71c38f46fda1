/**
 * Keeps the log of attempts by endpoint and time, and serves lists, resends and replays from it.
 *
 * <p>It knows nothing of the outbox or of HTTP. Start reading at {@code AttemptLog}.
 */
@NullMarked
package com.traitly.sender.log;

import org.jspecify.annotations.NullMarked;
