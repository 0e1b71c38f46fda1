package com.traitly.platform.auth;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the requests of each API key in this process: a rate per second, and a burst at once.
 * Thread-safe.
 *
 * <p>It holds memory only for keys that made requests lately: a bucket that is full again is no
 * different from a new one, so it is dropped.
 */
public final class ApiKeyRateLimit {
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final int perSecond;
  private final int burst;
  private final TimeMeter time;

  /**
   * What a key may do after a request.
   *
   * @param allowed whether the request may proceed
   * @param limit how many requests may be made at once
   * @param remaining how many more may be made now
   * @param resetSeconds seconds until the whole burst is available again
   * @param retrySeconds seconds until one more request may be made; 0 when allowed
   */
  public record Standing(
      boolean allowed, int limit, long remaining, long resetSeconds, int retrySeconds) {}

  /** Allows each key {@code perSecond} requests per second, and {@code burst} at once. */
  public ApiKeyRateLimit(int perSecond, int burst) {
    this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
  }

  ApiKeyRateLimit(int perSecond, int burst, TimeMeter time) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.time = time;
  }

  /** Counts a request of the caller's key. */
  public Standing count(Caller caller) {
    ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
    return new Standing(
        probe.isConsumed(),
        burst,
        probe.getRemainingTokens(),
        seconds(probe.getNanosToWaitForReset()),
        Math.toIntExact(seconds(probe.getNanosToWaitForRefill())));
  }

  int remembered() {
    return buckets.size();
  }

  private Bucket bucket(Caller caller) {
    Bucket known = buckets.get(caller.tokenId());
    if (known != null) {
      return known;
    }
    buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= burst);
    return buckets.computeIfAbsent(caller.tokenId(), any -> full());
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, 1_000_000_000L);
  }
}
