package com.traitly.processor.customer;

/**
 * How often a customer did something, ever.
 *
 * @param number of the event's name among the customer's, from 0 in the order first seen
 * @param count all-time
 * @param lastAt the latest time, UNIX milliseconds
 */
public record EventTotal(int number, long count, long lastAt) {
  EventTotal and(long at) {
    return new EventTotal(number, count + 1, Math.max(lastAt, at));
  }
}
