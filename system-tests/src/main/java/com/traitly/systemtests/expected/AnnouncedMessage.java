package com.traitly.systemtests.expected;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills in the messages of goals by the rules of the API's documentation alone. */
public final class AnnouncedMessage {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}|]*)(?:\\|([^{}|]*))?}}");
  private static final int ATTRIBUTES = 20;

  /** A template with all fields that customers are written with. */
  public static final String ALL =
      Stream.concat(
              Stream.of(
                  "customer_id",
                  "name | there",
                  "email",
                  "plan",
                  "location",
                  "phone_number|none & nothing",
                  "monthly_payment_amount",
                  " organisation_id ",
                  "role",
                  "custom_attributes.color",
                  "a b",
                  "é",
                  "😀",
                  "x.y",
                  "$",
                  "1",
                  "type",
                  "batch"),
              IntStream.range(0, ATTRIBUTES).mapToObj(i -> "n" + i + " | <" + i + ">"))
          .map(field -> "{{customer." + field.strip() + "}}")
          .collect(Collectors.joining("; "));

  private AnnouncedMessage() {}

  /** Returns both forms of the message with all fields, in the format of {@link #shown}. */
  public static String all(UnaryOperator<String> values) {
    return plaintext(ALL, values) + "\n" + html(ALL, values);
  }

  /** Returns both forms of an action's message. */
  public static String shown(Map<String, @Nullable Object> action) {
    return action.get("message_plaintext") + "\n" + action.get("message_html");
  }

  /** Fills the placeholders of a text. */
  public static String plaintext(String template, UnaryOperator<String> values) {
    return filled(template, values, UnaryOperator.identity());
  }

  /** Fills the placeholders of a text with HTML-escaped values. */
  public static String html(String template, UnaryOperator<String> values) {
    return filled(template, values, AnnouncedMessage::escaped);
  }

  private static String filled(
      String template, UnaryOperator<String> values, UnaryOperator<String> escape) {
    return PLACE
        .matcher(template)
        .replaceAll(place ->
            Matcher.quoteReplacement(escape.apply(value(place.group(1), place.group(2), values))));
  }

  private static String value(
      String name, @Nullable String fallback, UnaryOperator<String> values) {
    String value = values.apply(name.strip());
    return value.isBlank() ? (fallback == null ? "" : fallback.strip()) : value;
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(each ->
            switch (each) {
              case '&' -> "&amp;";
              case '<' -> "&lt;";
              case '>' -> "&gt;";
              case '"' -> "&quot;";
              case '\'' -> "&#39;";
              default -> Character.toString((char) each);
            })
        .collect(Collectors.joining());
  }
}
