package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Values from places that have no types, such as CSV files and record headers: a text that looks
 * like a number or a flag becomes one, unless the field is a text by its nature.
 */
public final class UntypedText {
  private static final Set<String> TEXTS =
      Set.of(
          Fields.CUSTOMER_ID,
          Fields.NAME,
          Fields.EMAIL,
          Fields.PLAN,
          Fields.EVENT_ID,
          Fields.LOCATION,
          Fields.PHONE_NUMBER,
          Fields.ORGANISATION_ID);

  // As JSON writes a number: without a plus sign or leading zeros, which codes have.
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d{0,17})(?:\\.\\d{1,17})?(?:[eE][+-]?\\d{1,2})?");

  private UntypedText() {}

  /** The value that a text gives a field. */
  public static JsonNode value(String field, String text) {
    if (TEXTS.contains(field)) {
      return TextNode.valueOf(text);
    }
    if (NUMBER.matcher(text).matches()) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    return switch (text) {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      default -> TextNode.valueOf(text);
    };
  }
}
