/**
 * Sends bodies of every kind to the whole product and checks that it shows what it accepted: in
 * lists, lookups and webhooks, and on the topics.
 *
 * <p>Start at {@link com.traitly.systemtests.stored.StoredFuzz}.
 */
@NullMarked
package com.traitly.systemtests.stored;

import org.jspecify.annotations.NullMarked;
