package com.traitly.gateway.segment.message;

import com.traitly.contracts.json.CleanText;
import com.traitly.contracts.json.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * How the event of a page or a screen is named.
 *
 * @param form a text in which {@value #PLACE} stands for the name of the page or screen
 */
public record ViewName(String form) {
  /** Where the name goes. */
  public static final String PLACE = "{name}";

  /** Refuses what is no name of an event. */
  public ViewName {
    if (!CleanText.isName(form) || CleanText.characters(form) > ObjectReader.MAX_NAME / 2) {
      throw new IllegalArgumentException(
          "must be a text of 1 to %d characters, such as Viewed {name}"
              .formatted(ObjectReader.MAX_NAME / 2));
    }
  }

  /** The event's name: with the page's name, else its category, else the type. */
  String of(MessageType type, @Nullable String name, @Nullable String category) {
    String plain = name == null ? clean(category) : name;
    String full = form.replace(PLACE, plain == null ? type.wireName() : plain);
    return CleanText.characters(full) <= ObjectReader.MAX_NAME
        ? full
        : full.substring(0, full.offsetByCodePoints(0, ObjectReader.MAX_NAME));
  }

  private static @Nullable String clean(@Nullable String text) {
    return text == null || !CleanText.isName(text) ? null : text.strip();
  }
}
