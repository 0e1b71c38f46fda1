package com.traitly.sender.outbox;

/**
 * An entry of the index of what is due: the lane's first delivery is due at this instant.
 *
 * @param lane which lane
 * @param at UNIX milliseconds
 */
public record DueLane(Lane lane, long at) {}
