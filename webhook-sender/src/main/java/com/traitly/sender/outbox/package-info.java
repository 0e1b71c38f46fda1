/**
 * The outbox: the deliveries that are not finished, in RocksDB, with an index that says which may
 * go next, and what was settled of each queue. It does no HTTP. Start reading at {@link
 * com.traitly.sender.outbox.DeliveryQueues}, which holds the rules of order and coalescing.
 */
@NullMarked
package com.traitly.sender.outbox;

import org.jspecify.annotations.NullMarked;
