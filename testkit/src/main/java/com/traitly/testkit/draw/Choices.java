package com.traitly.testkit.draw;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes random choices. */
public record Choices(RandomGenerator random) {
  /** Picks one of the choices, each with the same probability. */
  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Returns true once in the given number of calls, on average. */
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** A number from 0 to one less than the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }
}
