package com.traitly.contracts.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An event or customer that the gateway did not accept, for those who watch.
 *
 * @param object {@code event} or {@code customer}
 * @param customerId as sent; empty when none could be read
 * @param name of the event or customer as sent; empty when none could be read
 * @param code of the error
 * @param message what is wrong with it
 * @param at UNIX milliseconds
 * @param leftOut how many of the account's rejected items before this one were only counted,
 *     because too many came at once
 */
public record RejectedItem(
    String object,
    String customerId,
    String name,
    String code,
    String message,
    @JsonProperty("at_ms") long at,
    long leftOut) {}
