package com.traitly.sender.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * When a delivery is attempted again; jitter makes each delay somewhat shorter or longer.
 *
 * <p>The jitter is a function of the delivery and the attempt, so that a replay computes the same.
 *
 * @param delays the delay after the first attempt, the second, ...; after one more attempt the
 *     delivery is given up
 * @param jitter the part of a delay by which it may be shorter or longer, 0 to 1
 */
public record RetrySchedule(List<Duration> delays, double jitter) {
  /** 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h, in seconds. */
  public static final String DEFAULT = "5,300,1800,7200,18000,36000,50400,72000,86400";

  private static final double JITTER = 0.2;
  private static final long LONGEST_SECONDS = Duration.ofDays(30).toSeconds();

  /** Copies the list. */
  public RetrySchedule {
    delays = List.copyOf(delays);
  }

  /**
   * Reads seconds separated by commas; fractions are allowed.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static RetrySchedule parse(String text) {
    List<Duration> delays = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      delays.add(parseDelay(each.strip()));
    }
    return new RetrySchedule(delays, JITTER);
  }

  /** The same delays with another jitter. */
  public RetrySchedule with(double jitter) {
    return new RetrySchedule(delays, jitter);
  }

  private static Duration parseDelay(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && seconds <= LONGEST_SECONDS) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the exception below, which fits both cases
    }
    throw new IllegalArgumentException(
        "must be seconds from 0 to " + LONGEST_SECONDS + " with commas between");
  }

  /**
   * How long to wait after an attempt; empty when it was the last.
   *
   * @param number of the attempt just made, from 1
   */
  public Optional<Duration> after(String deliveryId, int number) {
    if (number > delays.size()) {
      return Optional.empty();
    }
    double random = new SplittableRandom(31L * deliveryId.hashCode() + number).nextDouble();
    double swing = jitter * (2 * random - 1);
    return Optional.of(
        Duration.ofMillis(Math.round(delays.get(number - 1).toMillis() * (1 + swing))));
  }

  @Override
  public String toString() {
    return delays.stream()
        .map(delay -> Double.toString(delay.toMillis() / 1_000.0))
        .collect(Collectors.joining(","));
  }
}
