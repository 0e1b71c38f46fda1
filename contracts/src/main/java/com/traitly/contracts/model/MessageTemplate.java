package com.traitly.contracts.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of a goal step: text with {@code {{customer.<field>}}}, {@code {{goal.days_left}}} and
 * {@code {{action.remaining}}}. Immutable.
 */
public final class MessageTemplate {
  /** What a caller is told about the variables there are. */
  public static final String VARIABLES =
      "{{customer.name}}, {{customer.<field>}}, {{goal.days_left}}, {{action.remaining}}";

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
  private static final Pattern KNOWN =
      Pattern.compile("customer\\.[^{}\\s]+|goal\\.days_left|action\\.remaining");

  /** Text and names of variables by turns; text comes first and last. */
  private final List<String> parts;

  private MessageTemplate(List<String> parts) {
    this.parts = parts;
  }

  /** Reads a template. */
  public static MessageTemplate parse(String template) {
    List<String> parts = new ArrayList<>();
    int done = 0;
    for (Matcher variable = VARIABLE.matcher(template); variable.find(); done = variable.end()) {
      parts.add(template.substring(done, variable.start()));
      parts.add(variable.group(1));
    }
    parts.add(template.substring(done));
    return new MessageTemplate(List.copyOf(parts));
  }

  /** The variables in the text that do not exist. */
  public static List<String> unknownVariables(String template) {
    return VARIABLE
        .matcher(template)
        .results()
        .map(match -> match.group(1))
        .filter(name -> !KNOWN.matcher(name).matches())
        .toList();
  }

  /** The text with each variable replaced by its value. */
  public String plaintext(UnaryOperator<String> values) {
    StringBuilder text = new StringBuilder(parts.getFirst());
    for (int i = 1; i < parts.size(); i += 2) {
      text.append(values.apply(parts.get(i))).append(parts.get(i + 1));
    }
    return text.toString();
  }

  /** As {@link #plaintext}, with the values (not the template) escaped for HTML. */
  public String html(UnaryOperator<String> values) {
    return plaintext(name -> escape(values.apply(name)));
  }

  private static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
