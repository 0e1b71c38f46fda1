package com.traitly.processor.customer;

/**
 * How often a customer did something, ever.
 *
 * @param count all-time
 * @param lastAt the latest time, UNIX seconds
 */
public record EventTotal(long count, long lastAt) {
  EventTotal and(long at) {
    return new EventTotal(count + 1, Math.max(lastAt, at));
  }
}
