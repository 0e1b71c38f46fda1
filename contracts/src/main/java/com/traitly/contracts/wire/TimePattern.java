package com.traitly.contracts.wire;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads times in a format that somebody named, such as {@code dd.MM.yyyy HH:mm}. Immutable. */
public final class TimePattern {
  private final String pattern;
  private final DateTimeFormatter format;
  private final ZoneId zone;

  private TimePattern(String pattern, DateTimeFormatter format, ZoneId zone) {
    this.pattern = pattern;
    this.format = format;
    this.zone = zone;
  }

  /**
   * A reader of one pattern of {@link DateTimeFormatter}.
   *
   * @param zone of times without one
   * @throws IllegalArgumentException whose message continues a sentence that begins with the
   *     pattern
   */
  public static TimePattern of(String pattern, ZoneId zone) {
    try {
      return new TimePattern(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH), zone);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "is no pattern of a time (%s); for 31.12.2026 23:59 it is 'dd.MM.yyyy HH:mm'"
              .formatted(e.getMessage()),
          e);
    }
  }

  /**
   * The instant as ISO 8601, or null when the text is not in the format; a date without a time is
   * the start of that day.
   */
  public @Nullable String instant(String text) {
    try {
      TemporalAccessor read =
          format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      ZonedDateTime time =
          read instanceof ZonedDateTime zoned
              ? zoned
              : read instanceof LocalDateTime local
                  ? local.atZone(zone)
                  : LocalDate.from(read).atStartOfDay(zone);
      return time.toInstant().toString();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The pattern as it was named. */
  @Override
  public String toString() {
    return pattern;
  }
}
