package com.traitly.query.readmodel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.wire.Fields;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The customers whom a letter names: who it is about, and others in its value. */
final class NamedCustomers {
  /** Fields of our records, and of messages in Segment's format. */
  private static final List<String> IDS =
      List.of(Fields.CUSTOMER_ID, Fields.ANONYMOUS_ID, "userId", "anonymousId", "previousId");

  private NamedCustomers() {}

  /**
   * All of them, as far as the value can be read: it may be cut off. Never fails, whatever the
   * letter holds.
   */
  static Set<AccountKey> in(DeadLetter letter) {
    Set<AccountKey> named = new HashSet<>();
    named.add(letter.key());
    byte[] value = letter.value();
    if (value != null) {
      try (JsonParser at = Json.pieces(value)) {
        addIds(at, letter.key().account(), named);
      } catch (IOException noMore) {
        // Those before it count.
      }
    }
    return named;
  }

  private static void addIds(JsonParser at, String account, Set<AccountKey> named)
      throws IOException {
    if (at.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    while (at.nextToken() == JsonToken.FIELD_NAME) {
      boolean isId = IDS.contains(at.currentName());
      JsonToken token = at.nextToken();
      if (isId && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        String id = at.getText();
        if (!id.isEmpty()) {
          named.add(new AccountKey(account, id));
        }
      }
      at.skipChildren();
    }
  }
}
