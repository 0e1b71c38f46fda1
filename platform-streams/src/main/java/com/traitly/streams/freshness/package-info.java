/**
 * Knows how old each local copy of a partition's state is and which writes it includes. It compares
 * the ends of topics with what the consumer groups have committed, once a second. Start reading at
 * {@link com.traitly.streams.freshness.FreshnessMonitor}.
 */
@NullMarked
package com.traitly.streams.freshness;

import org.jspecify.annotations.NullMarked;
