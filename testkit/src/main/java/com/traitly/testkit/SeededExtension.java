package com.traitly.testkit;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Draws the seeds of {@link Seeded} tests and names the seed of one that failed. */
final class SeededExtension implements ParameterResolver, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(SeededExtension.class);
  private static final SecureRandom FRESH = new SecureRandom();

  /** The seed is kept beside its generator, which cannot be asked for it. */
  private record Source(long seed, RandomGenerator generator) {
    static Source of(long seed) {
      // The one algorithm whose sequence for a seed is fixed by its specification.
      return new Source(seed, new Random(seed));
    }
  }

  SeededExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RandomGenerator.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Source.class, type -> Source.of(seed()), Source.class)
        .generator();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    @Nullable Source source = context.getStore(NAMESPACE).get(Source.class, Source.class);
    if (source != null) {
      String replay = "Replay with -D%s=%d".formatted(Seeded.PROPERTY, source.seed());
      context.publishReportEntry(Seeded.PROPERTY, Long.toString(source.seed()));
      System.err.println(context.getDisplayName() + " failed. " + replay);
      failure.addSuppressed(new ReplayHint(replay));
    }
    throw failure;
  }

  private static long seed() {
    String given = System.getProperty(Seeded.PROPERTY);
    return given == null ? FRESH.nextLong() : Long.parseLong(given.strip());
  }

  /** Rides on the failure, so that a report that keeps only exceptions still names the seed. */
  private static final class ReplayHint extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayHint(String message) {
      super(message, null, false, false);
    }
  }
}
