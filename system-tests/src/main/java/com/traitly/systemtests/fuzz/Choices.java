package com.traitly.systemtests.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws from lists and by chance. */
public record Choices(RandomGenerator random) {
  /** One of these, each as likely. */
  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** True once in so many times. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** A number from 0 to one less than the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
