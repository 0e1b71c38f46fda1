package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A read of state.
 *
 * @param account whose state, and nobody else's
 * @param partition which partition of it, one that is here
 * @param args what the query needs to know
 */
public record StateRequest(String account, int partition, JsonNode args) {}
