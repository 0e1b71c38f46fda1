package com.traitly.query.routes;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.streams.state.Position;
import com.traitly.streams.state.StateAnswer.Age;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The definitions of one kind, as this process sees them. Thread-safe.
 *
 * @param topicName the topic of the definitions
 * @param values the definitions of all accounts
 * @param notReadyBecause why they are not all known; empty when they are
 * @param shown waits until a write can be seen
 * @param age how long ago they were last known to be complete
 */
public record DefinitionView<V>(
    String topicName,
    Supplier<Map<AccountKey, V>> values,
    Supplier<Optional<String>> notReadyBecause,
    Shown shown,
    Supplier<Duration> age) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration USUAL_AGE = Duration.ofMillis(4_500);

  /** Waits for a write. */
  @FunctionalInterface
  public interface Shown {
    /** Whether the record at the offset can be seen in time. */
    boolean await(long offset, Duration atMost) throws InterruptedException;
  }

  /** The definitions of a topic. */
  public static <V> DefinitionView<V> of(Topic<AccountKey, V> topic, CompactedView<V> view) {
    return new DefinitionView<>(
        topic.name(), view::all, view::notReadyBecause, view::awaitShown, view::age);
  }

  /**
   * All definitions by key, including the writes that a request names; notes how old they are.
   *
   * @throws ApiException {@code unavailable} when they are not all known in time
   */
  Map<AccountKey, V> all(Context ctx) {
    ReadRequirements reading = new Parameters(ctx).reading(Set.of(topicName));
    notReadyBecause
        .get()
        .ifPresent(reason -> {
          throw ApiException.retryLater(ErrorCode.UNAVAILABLE, reason, 1);
        });
    reading.positions().forEach(this::await);
    reading.answeredFrom(new Age(current(age.get()), false));
    return values.get();
  }

  /**
   * Milliseconds to report. The view asks for its topic's end every two seconds; an age that this
   * explains counts as current.
   */
  private static long current(Duration age) {
    return age.compareTo(USUAL_AGE) <= 0 ? 0 : age.toMillis();
  }

  private void await(Position position) {
    try {
      if (!shown.await(position.offset(), PATIENCE)) {
        throw ApiException.retryLater(
            ErrorCode.UNAVAILABLE,
            "The write at " + position + " is not applied yet; try again",
            1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.retryLater(ErrorCode.UNAVAILABLE, "The process is stopping", 1);
    }
  }
}
