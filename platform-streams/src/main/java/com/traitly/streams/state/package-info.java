/**
 * The state protocol: a process answers reads of the partitions it owns; a client finds the owner.
 *
 * <p>A read takes one hop, and one retry after a move; then it asks the standbys. The protocol
 * knows no Kafka Streams: a process tells it what copies it has ({@link
 * com.traitly.streams.state.Copies}) and how to answer queries. Start reading at {@link
 * com.traitly.streams.state.StateClient}.
 */
@NullMarked
package com.traitly.streams.state;

import org.jspecify.annotations.NullMarked;
