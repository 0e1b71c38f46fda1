package com.traitly.contracts.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Says that a dead letter's record was sent to its topic again.
 *
 * @param origin where the record was first, {@code topic-partition@offset}
 * @param at when, UNIX seconds
 */
public record Redrive(String origin, @JsonProperty("timestamp") long at) {}
