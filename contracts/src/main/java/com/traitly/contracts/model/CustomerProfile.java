package com.traitly.contracts.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's profile, merged from all facts about the customer.
 *
 * @param createdAt UNIX milliseconds: as stated by the earliest fact that states it; if none does,
 *     when the earliest fact became true
 * @param createdAtGiven whether a fact stated it
 * @param monthlyPayment a number, as sent: 99 stays 99 and 0.10 stays 0.10
 * @param organisationId a string or a number, as sent
 * @param customAttributes all other fields, in the order first seen
 */
public record CustomerProfile(
    String account,
    String customerId,
    long createdAt,
    boolean createdAtGiven,
    @Nullable String name,
    @Nullable String email,
    @Nullable String plan,
    @Nullable JsonNode monthlyPayment,
    @Nullable String location,
    @Nullable String phoneNumber,
    @Nullable JsonNode organisationId,
    Map<String, JsonNode> customAttributes) {
  /** The same customer, created at another instant. */
  public CustomerProfile created(long at, boolean given) {
    return new CustomerProfile(
        account,
        customerId,
        at,
        given,
        name,
        email,
        plan,
        monthlyPayment,
        location,
        phoneNumber,
        organisationId,
        customAttributes);
  }
}
