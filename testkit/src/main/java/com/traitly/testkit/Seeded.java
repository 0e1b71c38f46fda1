package com.traitly.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives test methods a {@link java.util.random.RandomGenerator} parameter that can be replayed.
 *
 * <p>Every test method (every repetition of one) draws from its own new seed. When it fails, the
 * failure carries the seed, and {@code -Dtraitly.seed=<seed>} runs it again with the same numbers.
 * Several such parameters of one method are the same generator.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SeededExtension.class)
public @interface Seeded {
  /** The system property that fixes the seed of every seeded test in the run. */
  String PROPERTY = "traitly.seed";
}
