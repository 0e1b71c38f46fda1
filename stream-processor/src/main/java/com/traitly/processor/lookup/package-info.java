/**
 * Lookups answered from live state by the owner of a customer.
 *
 * <p>Start reading at {@link com.traitly.processor.lookup.RecommendationQuery}.
 */
@NullMarked
package com.traitly.processor.lookup;

import org.jspecify.annotations.NullMarked;
