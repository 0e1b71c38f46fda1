package com.traitly.contracts.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of a goal step: text with {@code {{customer.<field>}}}, {@code {{goal.days_left}}} and
 * {@code {{action.remaining}}}. Each may have a default after a bar, used when its value is blank:
 * {@code {{customer.name | there}}}. Immutable.
 */
public final class MessageTemplate {
  /** The variables that a template may use, for error messages. */
  public static final String VARIABLES =
      "{{customer.name}}, {{customer.<field>}}, {{goal.days_left}}, {{action.remaining}}, or with a"
          + " default {{customer.name | there}}";

  /** The prefix of the variables that are a customer's fields. */
  public static final String CUSTOMER = "customer.";

  private static final String CUSTOM_ATTRIBUTE = CUSTOMER + "custom_attributes.";
  private static final String OPENING = "{{";
  private static final Pattern VARIABLE = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern NAME_AND_FALLBACK =
      Pattern.compile("\\s*([^|]*?)\\s*(?:\\|\\s*([^|]*?)\\s*)?");
  private static final Set<String> OTHERS = Set.of("goal.days_left", "action.remaining");

  /** The most characters of values in a message: longer ones would make a record too large. */
  private static final int MAX_VALUES = 16_000;

  private final List<String> texts;
  private final List<Variable> variables;

  /**
   * A variable of a template.
   *
   * @param name of the value
   * @param fallback the text that is used when the value is blank
   */
  public record Variable(String name, String fallback) {
    /** Whether callers may use it: a field of a customer, or one of the few others. */
    public boolean isKnown() {
      return OTHERS.contains(name)
          || (name.startsWith(CUSTOMER)
              && name.length() > CUSTOMER.length()
              && name.indexOf('|') < 0
              && !name.equals(CUSTOM_ATTRIBUTE));
    }
  }

  private MessageTemplate(List<String> texts, List<Variable> variables) {
    this.texts = texts;
    this.variables = variables;
  }

  /** Reads a template. */
  public static MessageTemplate parse(String template) {
    List<String> texts = new ArrayList<>();
    List<Variable> variables = new ArrayList<>();
    int done = 0;
    for (Matcher found = VARIABLE.matcher(template); found.find(); done = found.end()) {
      texts.add(template.substring(done, found.start()));
      variables.add(variable(found.group(1)));
    }
    texts.add(template.substring(done));
    return new MessageTemplate(List.copyOf(texts), List.copyOf(variables));
  }

  /** The variables, in order. */
  public List<Variable> variables() {
    return variables;
  }

  /** Whether the template opens a variable and never closes it. */
  public boolean isUnfinished() {
    return texts.stream().anyMatch(text -> text.contains(OPENING));
  }

  /** The text with each variable replaced by its value, or by its default where that is blank. */
  public String plaintext(UnaryOperator<String> values) {
    return written(values, UnaryOperator.identity());
  }

  /** As {@link #plaintext}, with values and defaults (not the template) escaped for HTML. */
  public String html(UnaryOperator<String> values) {
    return written(values, MessageTemplate::escape);
  }

  private String written(UnaryOperator<String> values, UnaryOperator<String> escape) {
    StringBuilder message = new StringBuilder(texts.getFirst());
    int room = MAX_VALUES;
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      String value = values.apply(variable.name());
      String shown = cut(value.isBlank() ? variable.fallback() : value, room);
      room -= shown.length();
      message.append(escape.apply(shown)).append(texts.get(i + 1));
    }
    return message.toString();
  }

  /** The start of a text: at most {@code most} characters, never half of a surrogate pair. */
  public static String cut(String value, int most) {
    if (value.length() <= most) {
      return value;
    }
    boolean halves = most > 0 && Character.isHighSurrogate(value.charAt(most - 1));
    return value.substring(0, halves ? most - 1 : most);
  }

  /** Text with more than one bar becomes a variable that is not known. */
  private static Variable variable(String inside) {
    Matcher parts = NAME_AND_FALLBACK.matcher(inside);
    if (!parts.matches()) {
      return new Variable(inside.strip(), "");
    }
    String fallback = parts.group(2);
    return new Variable(parts.group(1), fallback == null ? "" : fallback);
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
