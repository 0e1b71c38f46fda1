package com.traitly.sender.endpoint;

/**
 * Consecutive attempts at one endpoint that all failed.
 *
 * @param activation of the endpoint in which they were made
 * @param since UNIX milliseconds, when the first was made
 * @param told the last step of {@link DisablingRules} that the operators were told of; 0 for none
 */
public record FailureStreak(int activation, long since, int told) {
  FailureStreak told(int step) {
    return new FailureStreak(activation, since, step);
  }
}
