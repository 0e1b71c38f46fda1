package com.traitly.contracts.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages of a goal step: text with {@code {{customer.<field>}}}, {@code {{goal.days_left}}}
 * and {@code {{action.remaining}}}. Pure.
 */
public final class MessageTemplate {
  /** What a caller is told about the variables there are. */
  public static final String VARIABLES =
      "{{customer.name}}, {{customer.<field>}}, {{goal.days_left}}, {{action.remaining}}";

  private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
  private static final Pattern KNOWN =
      Pattern.compile("customer\\.[^{}\\s]+|goal\\.days_left|action\\.remaining");

  private MessageTemplate() {}

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
  public static String plaintext(String template, UnaryOperator<String> values) {
    return VARIABLE
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(values.apply(match.group(1))));
  }

  /** As {@link #plaintext}, with the values (not the template) escaped for HTML. */
  public static String html(String template, UnaryOperator<String> values) {
    return plaintext(template, name -> escape(values.apply(name)));
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
