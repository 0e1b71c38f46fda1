package com.traitly.contracts.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller said about a customer, as accepted; facts merge into a {@link CustomerProfile}. */
public sealed interface CustomerFact {
  /** The id of the customer that the fact is about. */
  String customerId();

  /** When the gateway accepted the fact, in UNIX milliseconds. */
  long receivedAt();

  /**
   * A full or partial upsert.
   *
   * @param updatedAt when the fact became true, in UNIX milliseconds; null when the caller did not
   *     say, which means when it was received
   * @param createdAt when the customer was created, in UNIX milliseconds; null when not said
   * @param fields the other fields that were sent, by wire name; a JSON null clears the field,
   *     {@code custom_attributes} merges key by key; a field of any other name is a custom
   *     attribute and is applied after {@code custom_attributes}
   */
  record Upsert(
      String customerId,
      long receivedAt,
      @Nullable Long updatedAt,
      @Nullable Long createdAt,
      Map<String, JsonNode> fields)
      implements CustomerFact {}

  /**
   * An anonymous id was found to be this customer's: from now on its events are the customer's, and
   * so are those of the last 30 days. An anonymous id belongs to one customer for good.
   *
   * @param receivedAt also the instant that the 30 days are counted back from
   */
  record Link(String customerId, long receivedAt, String anonymousId) implements CustomerFact {}

  /** A request to erase the customer and everything derived from it. */
  record Erasure(String customerId, long receivedAt) implements CustomerFact {}
}
