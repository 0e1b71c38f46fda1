package com.traitly.sender.rules;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header, honoured up to a limit: seconds, or a date in one of the three
 * forms of RFC 9110 (5.6.7). The day of the week is not checked: a receiver that gets it wrong
 * means the date.
 */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("0*(?<digits>[0-9]+)");
  private static final int MOST_DIGITS = 9;
  private static final String TIME = "(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})";
  private static final String WEEKDAY = "[A-Za-z]{3,9}";
  private static final String MONTH = "(?<month>[A-Za-z]{3})";
  // Sun, 06 Nov 1994 08:49:37 GMT and Sunday, 06-Nov-94 08:49:37 GMT
  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "("
              + WEEKDAY
              + ", *)?(?<day>[0-9]{1,2})[ -]"
              + MONTH
              + "[ -](?<year>[0-9]{4}|[0-9]{2}) +"
              + TIME
              + " +(GMT|UTC?|Z|(?<offset>[+-][0-9]{4}))",
          Pattern.CASE_INSENSITIVE);
  // Sun Nov  6 08:49:37 1994
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          WEEKDAY
              + " +"
              + MONTH
              + " +(?<day>[0-9]{1,2}) +"
              + TIME
              + " +(?<year>[0-9]{4})(?<offset>)",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final int LAST_SECOND = 59;
  private static final int CENTURY = 100;
  private static final int FUTURE_YEARS = 50;

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
    Matcher dayFirst = DAY_FIRST.matcher(text);
    Matcher date = dayFirst.matches() ? dayFirst : MONTH_FIRST.matcher(text);
    if (!date.matches()) {
      return null;
    }
    OptionalInt month = month(date.group("month"));
    if (month.isEmpty()) {
      return null;
    }
    try {
      String offset = date.group("offset");
      return LocalDateTime.of(
              year(date.group("year"), now),
              month.getAsInt(),
              Integer.parseInt(date.group("day")),
              Integer.parseInt(date.group("hour")),
              Integer.parseInt(date.group("minute")),
              // The header allows a leap second, and Java knows none.
              leapless(Integer.parseInt(date.group("second"))))
          .toInstant(offset == null || offset.isEmpty() ? ZoneOffset.UTC : ZoneOffset.of(offset));
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static int leapless(int second) {
    return second == LAST_SECOND + 1 ? LAST_SECOND : second;
  }

  private static OptionalInt month(String name) {
    return IntStream.rangeClosed(1, MONTHS.size())
        .filter(each -> MONTHS.get(each - 1).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  /** The year; two digits that seem more than fifty years ahead mean the past, as RFC 9110 asks. */
  private static int year(String digits, Instant now) {
    int year = Integer.parseInt(digits);
    if (digits.length() > 2) {
      return year;
    }
    int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
    int inThisCentury = thisYear - thisYear % CENTURY + year;
    return inThisCentury > thisYear + FUTURE_YEARS ? inThisCentury - CENTURY : inThisCentury;
  }
}
