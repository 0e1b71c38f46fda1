package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.wire.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The customers whom a letter names: who it is about, and others in its value. */
final class NamedCustomers {
  /** Fields of our records, and of messages in Segment's format. */
  private static final List<String> IDS =
      List.of(Fields.CUSTOMER_ID, Fields.ANONYMOUS_ID, "userId", "anonymousId", "previousId");

  private NamedCustomers() {}

  /** All of them; never fails, whatever the letter holds. */
  static Set<AccountKey> in(DeadLetter letter) {
    Set<AccountKey> named = new HashSet<>();
    named.add(letter.key());
    byte[] value = letter.value();
    if (value != null) {
      try {
        JsonNode json = Json.read(value);
        for (String field : IDS) {
          JsonNode id = json.path(field);
          if (id.isValueNode() && !id.isNull() && !id.asText().isEmpty()) {
            named.add(new AccountKey(letter.key().account(), id.asText()));
          }
        }
      } catch (IllegalArgumentException noJson) {
        // Then only its key can say.
      }
    }
    return named;
  }
}
