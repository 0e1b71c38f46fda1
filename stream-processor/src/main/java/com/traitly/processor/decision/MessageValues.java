package com.traitly.processor.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.MessageTemplate;
import com.traitly.contracts.wire.Fields;
import java.util.function.UnaryOperator;

/**
 * Values of the variables in a step's messages; unknown ones are empty.
 *
 * @param profile the customer as the API shows it; empty when only events are known
 */
record MessageValues(JsonNode profile, long daysLeft, long remaining)
    implements UnaryOperator<String> {
  private static final String ATTRIBUTE = Fields.CUSTOM_ATTRIBUTES + ".";

  @Override
  public String apply(String variable) {
    return switch (variable) {
      case "goal.days_left" -> Long.toString(daysLeft);
      case "action.remaining" -> Long.toString(remaining);
      default -> field(variable.substring(MessageTemplate.CUSTOMER.length()));
    };
  }

  private String field(String field) {
    JsonNode value = profile.path(field);
    if (value.isMissingNode()) {
      value = profile.path(Fields.CUSTOM_ATTRIBUTES).path(field);
    }
    if (value.isMissingNode() && field.startsWith(ATTRIBUTE)) {
      value = profile.path(Fields.CUSTOM_ATTRIBUTES).path(field.substring(ATTRIBUTE.length()));
    }
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }
}
