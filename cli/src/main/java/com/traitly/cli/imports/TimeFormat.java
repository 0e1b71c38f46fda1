package com.traitly.cli.imports;

import com.traitly.cli.input.UnusableInput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads times in a format that the caller named. */
final class TimeFormat {
  private final String pattern;
  private final DateTimeFormatter format;
  private final ZoneId zone;

  private TimeFormat(String pattern, DateTimeFormatter format, ZoneId zone) {
    this.pattern = pattern;
    this.format = format;
    this.zone = zone;
  }

  /**
   * Returns a reader of one pattern of {@link DateTimeFormatter}; null without one.
   *
   * @throws UnusableInput when the pattern is none
   */
  static @Nullable TimeFormat of(@Nullable String pattern, ZoneId zone) {
    if (pattern == null) {
      return null;
    }
    try {
      return new TimeFormat(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH), zone);
    } catch (IllegalArgumentException e) {
      throw new UnusableInput(
          "--time-format '%s' is no pattern (%s); for 31.12.2026 23:59 it is 'dd.MM.yyyy HH:mm'."
              .formatted(pattern, e.getMessage()));
    }
  }

  /**
   * Returns the instant as ISO 8601; a date without a time is the start of that day.
   *
   * @throws RowRefused when the text is not in the format
   */
  String instant(String field, String text) throws RowRefused {
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
      throw new RowRefused("%s is not in the format '%s'".formatted(field, pattern));
    }
  }
}
