/**
 * Runs one Kafka Streams client: its settings, its stores in RocksDB, its error policy and its
 * start and stop. Start reading at {@link com.traitly.streams.node.StreamsNode}.
 */
@NullMarked
package com.traitly.streams.node;

import org.jspecify.annotations.NullMarked;
