package com.traitly.query.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import java.util.Map;

/**
 * A record as a stream shows it.
 *
 * @param about the customer; the erasure of this customer removes it
 * @param at the record's time, UNIX milliseconds
 * @param facts the values that filters compare, by name of the filter
 * @param json what is shown
 */
public record LiveItem(AccountKey about, long at, Map<String, String> facts, JsonNode json) {
  /** Whether each filter has the value of this item. */
  boolean passes(Map<String, String> filters) {
    return filters.entrySet().stream()
        .allMatch(filter -> filter.getValue().equals(facts.get(filter.getKey())));
  }
}
