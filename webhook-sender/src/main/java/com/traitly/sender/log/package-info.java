/**
 * Keeps the log of attempts by endpoint and time, serves lists, resends and replays from it, and
 * disables endpoints at which every attempt fails. It can also send an endpoint a signed sample.
 *
 * <p>It knows nothing of the outbox. Start reading at {@link com.traitly.sender.log.KeepLog}.
 */
@NullMarked
package com.traitly.sender.log;

import org.jspecify.annotations.NullMarked;
