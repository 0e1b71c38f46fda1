/**
 * Draws what is sent to the whole product: writes of every kind, reads and commands, with what may
 * be odd about their bodies and around them.
 *
 * <p>The bodies are drawn by the rules in {@code bodies.grammar}. Start at {@link
 * com.traitly.systemtests.offers.OfferKind}.
 */
@NullMarked
package com.traitly.systemtests.offers;

import org.jspecify.annotations.NullMarked;
