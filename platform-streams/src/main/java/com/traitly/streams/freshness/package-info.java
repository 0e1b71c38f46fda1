/**
 * Says how old each local copy of a partition's state is, and which writes it includes. Once a
 * second it compares the ends of topics with what is applied here and what the consumer groups have
 * committed; for standbys also with the ends of changelogs. Start reading at {@link
 * com.traitly.streams.freshness.FreshnessMonitor}.
 */
@NullMarked
package com.traitly.streams.freshness;

import org.jspecify.annotations.NullMarked;
