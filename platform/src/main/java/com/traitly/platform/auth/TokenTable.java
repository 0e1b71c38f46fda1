package com.traitly.platform.auth;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.intent.MeantKey;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API keys of the {@code tokens} topic, looked up by hash. It refuses every request until it
 * has read the whole topic, and whenever it has had no contact with the topic for too long.
 * Thread-safe.
 */
public final class TokenTable implements Authenticator, AutoCloseable {
  private static final Pattern HEADER =
      Pattern.compile("(?:token|bearer) +(\\S+)", Pattern.CASE_INSENSITIVE);

  private final Map<String, Entry> byHash = new ConcurrentHashMap<>();
  private final CompactedView<Token> view;
  private final TokenUses uses;
  private final InstantSource clock;

  private record Entry(AccountKey key, Token token) {}

  /**
   * Starts to read the topic.
   *
   * @param maxAge how long keys are trusted without contact with the topic
   * @param unreadable receives the records that cannot be read
   */
  public TokenTable(
      KafkaAccess kafka,
      Topics topics,
      Duration maxAge,
      InstantSource clock,
      UnreadableRecords unreadable) {
    this.clock = clock;
    view = new CompactedView<>(kafka, topics.tokens(), maxAge, this::changed, unreadable);
    uses = new TokenUses(kafka, topics.tokenUses(), maxAge, unreadable);
  }

  /** All tokens, by account and id. */
  public CompactedView<Token> view() {
    return view;
  }

  /** When a key was last used, in UNIX seconds, at most an hour behind; null for never. */
  public @Nullable Long lastUsedAt(String tokenId) {
    return uses.lastUsedAt(tokenId);
  }

  @Override
  public Caller authenticate(@Nullable String authorization) {
    view.notReadyBecause()
        .ifPresent(reason -> {
          throw ApiException.notAccepted(
              "Nothing was done, because API keys cannot be checked (" + reason + "); try again",
              1);
        });
    Matcher header = HEADER.matcher(authorization == null ? "" : authorization.strip());
    if (!header.matches()) {
      throw ApiException.of(ErrorCode.MISSING_TOKEN, MeantKey.refusal(authorization));
    }
    // The time of this lookup depends on the hash of the key that was sent. That does not help to
    // approach a stored key, so comparing in constant time would protect nothing.
    Entry entry = byHash.get(ApiKeys.hash(header.group(1)));
    if (entry == null || expired(entry.token())) {
      throw ApiException.of(ErrorCode.UNKNOWN_TOKEN, MeantKey.unknown(header.group(1)));
    }
    uses.note(entry.key(), clock.instant().getEpochSecond());
    return new Caller(entry.key().account(), entry.token().id(), entry.token().scopes());
  }

  @Override
  public void close() {
    view.close();
    uses.close();
  }

  private boolean expired(Token token) {
    return token.expiresAt() != null && token.expiresAt() <= clock.instant().getEpochSecond();
  }

  private void changed(AccountKey key, @Nullable Token before, @Nullable Token after) {
    if (before != null) {
      byHash.remove(before.hash(), new Entry(key, before));
    }
    if (after != null) {
      byHash.put(after.hash(), new Entry(key, after));
    }
  }
}
