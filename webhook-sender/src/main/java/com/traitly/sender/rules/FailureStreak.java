package com.traitly.sender.rules;

/**
 * Attempts at one endpoint that all failed, with none between that was taken.
 *
 * @param activation of the endpoint in which they were made
 * @param since UNIX milliseconds, when the first was made
 * @param told the last step of {@link DisablingRules} that was told of; 0 for none
 */
public record FailureStreak(int activation, long since, int told) {
  FailureStreak told(int step) {
    return new FailureStreak(activation, since, step);
  }
}
