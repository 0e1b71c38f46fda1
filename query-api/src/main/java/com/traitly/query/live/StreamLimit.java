package com.traitly.query.live;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;

/** How many streams an account may have open in this process. Thread-safe. */
public final class StreamLimit {
  private static final int RETRY_SECONDS = 5;

  private final int most;
  private final Map<String, Integer> open = new HashMap<>();

  public StreamLimit(int most) {
    this.most = most;
  }

  /**
   * Counts one more stream, until the caller closes what is returned.
   *
   * @throws ApiException {@code rate_limited} when the account has as many as it may have
   */
  public synchronized Open enter(String account) {
    int before = open.getOrDefault(account, 0);
    if (before >= most) {
      throw ApiException.retryLater(
          ErrorCode.RATE_LIMITED,
          "This account has %d streams open here, the most it may have: close one, or have TRAITLY_STREAMS_PER_ACCOUNT raised"
              .formatted(most),
          RETRY_SECONDS);
    }
    open.put(account, before + 1);
    return () -> leave(account);
  }

  private synchronized void leave(String account) {
    open.computeIfPresent(account, (same, count) -> count == 1 ? null : (Integer) (count - 1));
  }

  /** A stream that is open. */
  public interface Open extends AutoCloseable {
    @Override
    void close();
  }
}
