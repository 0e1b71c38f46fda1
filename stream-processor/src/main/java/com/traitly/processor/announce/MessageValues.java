package com.traitly.processor.announce;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.Fields;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values of the variables in a step's messages; what is not known is empty. */
record MessageValues(@Nullable CustomerProfile profile, long daysLeft, long remaining)
    implements UnaryOperator<String> {
  private static final String CUSTOMER = "customer.";

  @Override
  public String apply(String variable) {
    return switch (variable) {
      case "goal.days_left" -> Long.toString(daysLeft);
      case "action.remaining" -> Long.toString(remaining);
      default -> profile == null ? "" : field(profile, variable.substring(CUSTOMER.length()));
    };
  }

  private static String field(CustomerProfile profile, String field) {
    JsonNode item = CustomerJson.item(profile);
    JsonNode value = item.path(field);
    if (value.isMissingNode()) {
      value = item.path(Fields.CUSTOM_ATTRIBUTES).path(field);
    }
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }
}
