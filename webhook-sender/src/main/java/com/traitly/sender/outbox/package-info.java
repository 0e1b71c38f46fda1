/**
 * The outbox: the deliveries that are not finished, in RocksDB, with an index of which is due when.
 * It knows nothing of HTTP. Start reading at {@link com.traitly.sender.outbox.DeliveryQueues},
 * which holds the rules of order and coalescing.
 */
@NullMarked
package com.traitly.sender.outbox;

import org.jspecify.annotations.NullMarked;
