/**
 * Answers lookups from live state: recommendations and their explanation, how a goal fares, and
 * what is known of its model. The instance that owns a customer answers. Start reading at {@link
 * com.traitly.processor.lookup.RecommendationQuery}.
 */
@NullMarked
package com.traitly.processor.lookup;

import org.jspecify.annotations.NullMarked;
