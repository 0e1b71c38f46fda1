/**
 * Kafka Streams plumbing written once: a running node, its settings, stores and error policy.
 *
 * <p>Knows no domain words. Start reading at {@link com.traitly.streams.StreamsNode}.
 */
@NullMarked
package com.traitly.streams;

import org.jspecify.annotations.NullMarked;
