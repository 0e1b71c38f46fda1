/**
 * The state protocol: a process answers reads of the partitions it owns; a client finds the owner.
 *
 * <p>A read takes one hop, and one retry after a move; then it asks the standbys. Start reading at
 * {@link com.traitly.streams.state.StateClient}.
 */
@NullMarked
package com.traitly.streams.state;

import org.jspecify.annotations.NullMarked;
