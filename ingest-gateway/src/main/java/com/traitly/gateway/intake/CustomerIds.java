package com.traitly.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.CleanText;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.ScalarJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads customer ids: a string or a whole number in, a string out. */
public final class CustomerIds {
  private static final int MAX_BYTES = 255;

  private CustomerIds() {}

  /** The id in a body; null when it is missing or not allowed, and then the problem is noted. */
  static @Nullable String read(ObjectReader body) {
    return read(body, Fields.CUSTOMER_ID);
  }

  /** As {@link #read(ObjectReader)}, of an id in another field. */
  public static @Nullable String read(ObjectReader body, String field) {
    JsonNode value = body.value(field);
    if (value == null) {
      body.missing(field);
      return null;
    }
    String id = value.isTextual() ? value.textValue() : ScalarJson.wholeDigits(value);
    if (id == null
        || id.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
        || !CleanText.isName(id)) {
      body.invalid(
          field,
          "must be a text or a whole number of 1 to %d bytes with a character that can be seen and"
                  .formatted(MAX_BYTES)
              + " no control characters");
      return null;
    }
    return id;
  }

  /** The id in an address; the same rules hold. */
  static String ofPath(String text) {
    Problems problems = new Problems();
    String id = read(new ObjectReader(Json.object().put(Fields.CUSTOMER_ID, text), "", problems));
    problems.throwIfAny();
    return String.valueOf(id);
  }
}
