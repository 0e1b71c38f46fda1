package com.traitly.query.live;

import com.traitly.contracts.model.AccountKey;
import org.jspecify.annotations.Nullable;

/**
 * An item that waits to be written.
 *
 * @param id where to go on behind it; null when there is no short one
 * @param data its JSON
 * @param about the customer
 * @param at the record's time, UNIX milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
record LiveEntry(@Nullable String id, byte[] data, AccountKey about, long at) {}
