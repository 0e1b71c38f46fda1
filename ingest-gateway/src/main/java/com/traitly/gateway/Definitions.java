package com.traitly.gateway;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is defined on one compacted topic: goals, endpoints or API keys. Thread-safe.
 *
 * <p>Changes of one key are made one at a time, and each is awaited until this process shows it: so
 * the next change builds on it, and the caller can use it at once.
 */
final class Definitions<V> {
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);
  private static final int LOCKS = 64;

  private final Topic<AccountKey, V> topic;
  private final Function<AccountKey, @Nullable V> shown;
  private final Shown view;
  private final RecordSender sender;
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /**
   * Waits until this process shows the topic's record at an offset; false when that is too long.
   */
  @FunctionalInterface
  interface Shown {
    boolean await(long offset, Duration atMost) throws InterruptedException;
  }

  /** A change that is stored. */
  record Changed<V>(@Nullable V before, @Nullable V after, Positions positions) {}

  /**
   * The definitions of a topic.
   *
   * @param shown reads what this process knows of the topic
   * @param view waits for it to know more
   */
  Definitions(
      Topic<AccountKey, V> topic,
      Function<AccountKey, @Nullable V> shown,
      Shown view,
      RecordSender sender) {
    this.topic = topic;
    this.shown = shown;
    this.view = view;
    this.sender = sender;
  }

  /** What is defined now; null when nothing is. */
  @Nullable V get(AccountKey key) {
    return shown.apply(key);
  }

  /**
   * Replaces a definition, blocking until it is stored.
   *
   * @param next makes the new definition of the one before, null for absent; it may throw to leave
   *     all as it is
   * @throws com.traitly.contracts.error.ApiException when it cannot be stored
   */
  Changed<V> change(AccountKey key, Function<@Nullable V, @Nullable V> next) {
    ReentrantLock lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
    lock.lock();
    try {
      V before = shown.apply(key);
      V after = next.apply(before);
      Positions positions = sender.send(List.of(RecordSender.record(topic, key, after))).join();
      awaitShown(positions);
      return new Changed<>(before, after, positions);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      lock.unlock();
    }
  }

  /** Gives up quietly: the change is stored, and will be shown. */
  private void awaitShown(Positions stored) {
    try {
      for (long offset : stored.highest().values()) {
        view.await(offset, SHOWN_WITHIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
