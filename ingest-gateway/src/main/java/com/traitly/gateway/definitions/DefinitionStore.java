package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.http.Warnings;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.publish.WritePositions;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The definitions on one compacted topic: goals, endpoints or API keys. Thread-safe.
 *
 * <p>Changes of one account happen one at a time. Each waits until this process shows it, so the
 * next change builds on it and the caller can use it at once.
 */
public final class DefinitionStore<V> {
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);
  private static final int LOCKS = 64;

  private final Topic<AccountKey, V> topic;
  private final Supplier<Map<AccountKey, V>> all;
  private final Shown view;
  private final RecordSender sender;
  private final Limit limit;
  private final AtomicLong stored = new AtomicLong(-1);
  private final List<ReentrantLock> locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

  /**
   * Waits until this process shows the topic's record at an offset; false when that takes too long.
   */
  @FunctionalInterface
  public interface Shown {
    boolean await(long offset, Duration atMost) throws InterruptedException;
  }

  /**
   * How many definitions of a kind an account may have.
   *
   * @param what the kind, in the plural, as the caller reads it
   * @param setting name of the setting that sets the limit
   */
  public record Limit(int most, String what, String setting) {
    public static Limit of(Config config, ConfigKey<Integer> key, String what) {
      return new Limit(config.get(key), what, key.name());
    }
  }

  /** A change that is stored. */
  record Changed<V>(@Nullable V before, @Nullable V after, WritePositions positions) {
    /** The definition that the answer shows: the new one, or the one that was deleted. */
    V shown() {
      return Objects.requireNonNull(after == null ? before : after);
    }

    WriteAnswer answer(WriteCall call, int status, String object, Function<V, ObjectNode> item) {
      return answer(call, status, object, item, new Warnings());
    }

    WriteAnswer answer(
        WriteCall call,
        int status,
        String object,
        Function<V, ObjectNode> item,
        Warnings warnings) {
      return WriteAnswer.of(
              status, object, call.receivedAt(), List.of(item.apply(shown())), warnings)
          .at(positions);
    }
  }

  /**
   * A store for the definitions of a topic.
   *
   * @param all the definitions that this process has read
   * @param view waits until this process shows a record
   */
  public DefinitionStore(
      Topic<AccountKey, V> topic,
      Supplier<Map<AccountKey, V>> all,
      Shown view,
      RecordSender sender,
      Limit limit) {
    this.topic = topic;
    this.all = all;
    this.view = view;
    this.sender = sender;
    this.limit = limit;
  }

  /** The current definition; null when there is none. */
  @Nullable V get(AccountKey key) {
    return all.get().get(key);
  }

  /** The current definitions of all accounts. */
  public Collection<V> all() {
    return all.get().values();
  }

  /** The keys of the current definitions that are as wanted, in all accounts. */
  List<AccountKey> keys(Predicate<V> wanted) {
    return all.get().entrySet().stream()
        .filter(each -> wanted.test(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The current definitions of one account. */
  List<V> of(String account) {
    return all.get().entrySet().stream()
        .filter(each -> each.getKey().account().equals(account))
        .map(Map.Entry::getValue)
        .toList();
  }

  /**
   * Replaces a definition, blocking until it is stored.
   *
   * @param next makes the new definition from the previous one, null for absent; it may throw to
   *     change nothing
   * @throws ApiException when it cannot be stored, or the account has as many as it may have
   */
  Changed<V> change(AccountKey key, Function<@Nullable V, @Nullable V> next) {
    ReentrantLock lock = locks.get(Math.floorMod(key.account().hashCode(), LOCKS));
    lock.lock();
    try {
      requireShown();
      V before = get(key);
      V after = next.apply(before);
      if (before == null && after != null) {
        refuseBeyondLimit(key.account());
      }
      WritePositions positions =
          sender.send(List.of(RecordSender.record(topic, key, after))).join();
      positions.highest().values().forEach(offset -> stored.accumulateAndGet(offset, Math::max));
      isShown();
      return new Changed<>(before, after, positions);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      lock.unlock();
    }
  }

  private void refuseBeyondLimit(String account) {
    if (of(account).size() >= limit.most()) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          "This account has %d %s, the most it may have: delete one, or have %s raised"
              .formatted(limit.most(), limit.what(), limit.setting()));
    }
  }

  /** A change that does not build on every earlier change would undo it. */
  private void requireShown() {
    if (!isShown()) {
      throw ApiException.notAccepted(
          "An earlier change is stored and not yet shown here; nothing was changed, send it again",
          1);
    }
  }

  private boolean isShown() {
    try {
      return view.await(stored.get(), SHOWN_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
