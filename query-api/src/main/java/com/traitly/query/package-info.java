/**
 * The public reads: lists from this process's own read models, lookups from the stream-processor.
 *
 * <p>Handlers know HTTP and the state protocol, never a store; those are in {@code readmodel}.
 * Start reading at {@link com.traitly.query.QueryApi}.
 */
@NullMarked
package com.traitly.query;

import org.jspecify.annotations.NullMarked;
