/**
 * Sends bodies of every kind to the whole product and looks whether what it accepted is what it
 * shows: in lists, lookups and webhooks, and on the topics.
 *
 * <p>It reads JSON with a reader of its own and never with the product's. Start at {@link
 * com.traitly.systemtests.stored.StoredFuzz}.
 */
@NullMarked
package com.traitly.systemtests.stored;

import org.jspecify.annotations.NullMarked;
