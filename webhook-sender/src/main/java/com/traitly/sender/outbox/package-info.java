/**
 * The outbox: what waits for which endpoint, in RocksDB, and when it is due.
 *
 * <p>Knows nothing of HTTP. Start reading at {@link com.traitly.sender.outbox.Lanes}, which holds
 * the rules of order and coalescing; the bytes are laid out in {@code OutboxKeys} and {@code
 * DeliveryCodec}.
 */
@NullMarked
package com.traitly.sender.outbox;

import org.jspecify.annotations.NullMarked;
