/**
 * The domain: customers, events, goals, API keys and what the product announces about customers.
 * All types are immutable values; they know no HTTP, no Kafka and no clock. Start reading at {@link
 * com.traitly.contracts.model.Goal}.
 */
@NullMarked
package com.traitly.contracts.model;

import org.jspecify.annotations.NullMarked;
