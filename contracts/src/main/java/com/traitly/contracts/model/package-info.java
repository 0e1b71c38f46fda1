/**
 * The domain: customers, events, goals, endpoints, tokens and what is announced about them.
 *
 * <p>Immutable values only. Nothing here knows HTTP, Kafka or a clock; start reading at {@link
 * com.traitly.contracts.model.Goal}.
 */
@NullMarked
package com.traitly.contracts.model;

import org.jspecify.annotations.NullMarked;
