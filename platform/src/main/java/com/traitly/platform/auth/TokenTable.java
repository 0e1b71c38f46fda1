package com.traitly.platform.auth;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.kafka.KafkaAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of the {@code tokens} topic, looked up by hash. Thread-safe; refuses everybody until
 * it has read the whole topic.
 */
public final class TokenTable implements Authenticator, AutoCloseable {
  private static final Pattern HEADER =
      Pattern.compile("(?:token|bearer) +(\\S+)", Pattern.CASE_INSENSITIVE);

  private final Map<String, Entry> byHash = new ConcurrentHashMap<>();
  private final CompactedView<Token> view;
  private final InstantSource clock;

  private record Entry(AccountKey key, Token token) {}

  /** Starts to read the topic. */
  public TokenTable(KafkaAccess kafka, Topics topics, InstantSource clock) {
    this.clock = clock;
    view = new CompactedView<>(kafka, topics.tokens(), this::changed);
  }

  /** Waits until all keys are known. */
  public void awaitReady(Duration atMost) {
    view.awaitCaughtUp(atMost);
  }

  /** Empty when all keys are known, else why not. */
  public Optional<String> notReadyBecause() {
    return view.notReadyBecause();
  }

  /** All tokens, by account and id. */
  public Map<AccountKey, Token> all() {
    return view.all();
  }

  /** Waits until the table shows the record at this offset; false when that takes longer. */
  public boolean awaitShown(long offset, Duration atMost) throws InterruptedException {
    return view.awaitShown(offset, atMost);
  }

  @Override
  public Caller authenticate(@Nullable String authorization) {
    if (view.notReadyBecause().isPresent()) {
      throw ApiException.retryLater(
          ErrorCode.UNAVAILABLE, "API keys are still being loaded; try again shortly", 1);
    }
    Matcher header = HEADER.matcher(authorization == null ? "" : authorization.strip());
    if (!header.matches()) {
      throw ApiException.of(
          ErrorCode.MISSING_TOKEN, "Send the header 'Authorization: Token <your API key>'");
    }
    // The hash of a guess tells nothing about a stored hash, so a plain map lookup leaks no timing
    // that would help to guess a 256-bit key.
    Entry entry = byHash.get(ApiKeys.hash(header.group(1)));
    if (entry == null || expired(entry.token())) {
      throw ApiException.of(
          ErrorCode.UNKNOWN_TOKEN, "This API key is not known, has expired or was revoked");
    }
    return new Caller(entry.key().account(), entry.token().id(), entry.token().scopes());
  }

  @Override
  public void close() {
    view.close();
  }

  private boolean expired(Token token) {
    return token.expiresAt() != null && token.expiresAt() <= clock.instant().getEpochSecond();
  }

  private void changed(AccountKey key, @Nullable Token before, @Nullable Token after) {
    if (before != null) {
      byHash.remove(before.hash());
    }
    if (after != null) {
      byHash.put(after.hash(), new Entry(key, after));
    }
  }
}
