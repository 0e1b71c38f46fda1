package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A read of state.
 *
 * @param account the only account whose state may be read
 * @param partition the partition to read, one that is here
 * @param args what the query needs to know
 */
public record StateRequest(String account, int partition, JsonNode args) {}
