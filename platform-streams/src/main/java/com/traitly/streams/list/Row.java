package com.traitly.streams.list;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.common.utils.Bytes;

/**
 * One item of a list with its place in the order.
 *
 * @param place holds no account
 * @param item as it stands in the answer
 */
public record Row(Bytes place, JsonNode item) {}
