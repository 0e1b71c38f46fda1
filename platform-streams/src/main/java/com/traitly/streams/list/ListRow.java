package com.traitly.streams.list;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.common.utils.Bytes;

/**
 * One item of a list with its place in the order.
 *
 * @param place its sort key, without the account
 * @param item as it appears in the answer
 */
public record ListRow(Bytes place, JsonNode item) {}
