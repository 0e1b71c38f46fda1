/**
 * Sends bodies of every kind to the whole product and looks whether what it accepted is what it
 * shows: in lists, lookups and webhooks, and on the topics.
 *
 * <p>It reads JSON with a reader of its own and never with the product's. Start at {@link
 * com.traitly.benchmarks.oracle.StoredFuzz}.
 */
@NullMarked
package com.traitly.benchmarks.oracle;

import org.jspecify.annotations.NullMarked;
