package com.traitly.benchmarks.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws from lists and by chance. */
record Choices(RandomGenerator random) {
  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
