package com.traitly.sender.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or a date, believed up to a limit. */
final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait; zero when the header is absent, unreadable or in the past. */
  static Duration parse(@Nullable String header, Instant now, Duration longest) {
    if (header == null) {
      return Duration.ZERO;
    }
    Duration asked = asked(header.strip(), now);
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(longest) > 0 ? longest : asked;
  }

  private static Duration asked(String header, Instant now) {
    if (header.length() <= MOST_DIGITS && header.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return header.isEmpty() ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(header));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, date.toInstant());
    } catch (DateTimeException notADate) {
      return Duration.ZERO;
    }
  }
}
