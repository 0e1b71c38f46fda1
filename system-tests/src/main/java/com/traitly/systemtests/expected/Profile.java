package com.traitly.systemtests.expected;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The expected profile of a customer, by the rules of the API's documentation alone. */
public final class Profile {
  private static final List<String> TRIMMED = List.of("name", "email", "plan");
  private static final List<String> KEPT =
      List.of("monthly_payment_amount", "location", "phone_number", "organisation_id");
  private static final String ATTRIBUTES = "custom_attributes";
  private static final List<String> NO_ATTRIBUTES =
      List.of("customer_id", "created_at", ATTRIBUTES);

  private final Map<String, @Nullable Object> fields = new TreeMap<>();
  private final Map<String, @Nullable Object> attributes = new TreeMap<>();

  /** Applies one more fact: a missing field keeps its value, null clears it. */
  public void apply(Map<String, @Nullable Object> sent) {
    Map<String, @Nullable Object> others = new LinkedHashMap<>();
    sent.forEach((name, value) -> {
      if (TRIMMED.contains(name)) {
        fields.put(name, value instanceof String text ? text.strip() : value);
      } else if (KEPT.contains(name)) {
        fields.put(name, value);
      } else if (!NO_ATTRIBUTES.contains(name)) {
        others.put(name, value);
      }
    });
    if (sent.containsKey(ATTRIBUTES) && sent.get(ATTRIBUTES) == null) {
      attributes.clear();
    }
    others.putAll(StrictJson.object(sent.get(ATTRIBUTES)));
    attributes.putAll(others);
    attributes.values().removeIf(value -> value == null);
  }

  /** Returns what a message shows for a placeholder; empty for anything but a single value. */
  public String inMessage(String customer, String place) {
    String field = place.replaceFirst("^customer\\.(custom_attributes\\.)?", "");
    if (field.equals("customer_id")) {
      return customer;
    }
    return switch (fields.containsKey(field) ? fields.get(field) : attributes.get(field)) {
      case String text -> text;
      case StrictJson.Digits digits -> digits.text();
      case Boolean flag -> flag.toString();
      case null, default -> "";
    };
  }

  /** Formats what is shown of a customer, without its id and times. */
  public static String shown(Map<String, @Nullable Object> item) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    TRIMMED.forEach(name -> fields.put(name, item.get(name)));
    KEPT.forEach(name -> fields.put(name, item.get(name)));
    return fields + " " + new TreeMap<>(StrictJson.object(item.get(ATTRIBUTES)));
  }

  /** Returns the expected result of {@link #shown}. */
  public String expected() {
    Map<String, @Nullable Object> item = new LinkedHashMap<>(fields);
    item.put(ATTRIBUTES, attributes);
    return shown(item);
  }

  /** Returns the text of an id, which may be sent as a whole number. */
  public static String id(@Nullable Object sent) {
    return sent instanceof StrictJson.Digits digits
        ? new BigDecimal(digits.text()).toBigIntegerExact().toString()
        : String.valueOf(sent);
  }
}
