package com.traitly.sender.endpoint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header, honoured up to a limit: seconds, or a date in one of the three
 * forms of RFC 9110 (5.6.7). The day of the week is not checked: a receiver that gets it wrong
 * means the date.
 */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("0*(?<digits>[0-9]+)");
  private static final int MOST_DIGITS = 9;
  private static final Pattern WEEKDAY = Pattern.compile("(?i)^[a-z]{3,9},? *");
  private static final Pattern GMT = Pattern.compile("(?i) (GMT|UTC?|Z)$");
  private static final Pattern HYPHEN = Pattern.compile("(?<=\\w)-(?=\\w)");
  private static final Pattern SPACES = Pattern.compile(" +");
  // The header allows a leap second, and Java knows none.
  private static final Pattern LEAP_SECOND = Pattern.compile(":60\\b");
  private static final int PAST_YEARS = 49;

  private RetryAfter() {}

  /** How long to wait; zero when the header is absent, unreadable or in the past. */
  static Duration parse(@Nullable String header, Instant now, Duration longest) {
    if (header == null) {
      return Duration.ZERO;
    }
    String text = header.strip();
    Matcher seconds = SECONDS.matcher(text);
    if (seconds.matches()) {
      String digits = seconds.group("digits");
      return digits.length() > MOST_DIGITS
          ? longest
          : limited(Duration.ofSeconds(Long.parseLong(digits)), longest);
    }
    Instant date = date(text, now);
    return date == null ? Duration.ZERO : limited(Duration.between(now, date), longest);
  }

  private static Duration limited(Duration asked, Duration longest) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(longest) > 0 ? longest : asked;
  }

  private static @Nullable Instant date(String text, Instant now) {
    String plain = WEEKDAY.matcher(text).replaceFirst("");
    plain = GMT.matcher(plain).replaceFirst(" +0000");
    plain = HYPHEN.matcher(plain).replaceAll(" ");
    plain = SPACES.matcher(plain).replaceAll(" ");
    plain = LEAP_SECOND.matcher(plain).replaceFirst(":59");
    try {
      return form(now).parse(plain, Instant::from);
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  /** 06 Nov 1994 08:49:37 +0000, the same with a year of two digits, or Nov 6 08:49:37 1994. */
  private static DateTimeFormatter form(Instant now) {
    // Two digits that seem more than fifty years ahead mean the past, as RFC 9110 asks.
    int earliest = now.atOffset(ZoneOffset.UTC).getYear() - PAST_YEARS;
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern("[d MMM ][MMM d HH:mm:ss ]")
        .appendValueReduced(ChronoField.YEAR, 2, 4, earliest)
        .appendPattern("[ HH:mm:ss][ xx]")
        .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
        .toFormatter(Locale.US)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
