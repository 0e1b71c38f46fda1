package com.traitly.gateway;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.platform.config.Config;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much is being served at once, decided before a body is read. Thread-safe.
 *
 * <p>Bytes count as they arrive: a slow sender holds only what it has sent, not what it promised.
 */
final class Admission {
  private final int maxRequests;
  private final int maxRequestsPerAccount;
  private final long maxBytes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<String, AtomicInteger> requestsByAccount = new ConcurrentHashMap<>();

  Admission(int maxRequests, int maxRequestsPerAccount, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxRequestsPerAccount = maxRequestsPerAccount;
    this.maxBytes = maxBytes;
  }

  static Admission of(Config config) {
    return new Admission(
        config.get(GatewayKeys.IN_FLIGHT_REQUESTS),
        config.get(GatewayKeys.IN_FLIGHT_REQUESTS_PER_ACCOUNT),
        config.get(GatewayKeys.IN_FLIGHT_MIB) * 1024L * 1024);
  }

  /** Bytes of bodies that may be in flight. */
  long maxBytes() {
    return maxBytes;
  }

  /**
   * Lets a request in.
   *
   * @return to be closed when it is answered
   * @throws ApiException {@code unavailable} or {@code rate_limited}
   */
  Permit enter(String account) {
    AtomicInteger own = requestsByAccount.computeIfAbsent(account, any -> new AtomicInteger());
    if (own.incrementAndGet() > maxRequestsPerAccount) {
      own.decrementAndGet();
      throw ApiException.retryLater(
          ErrorCode.RATE_LIMITED,
          "More than %d writes of this account are in flight; send fewer at once, or batches"
              .formatted(maxRequestsPerAccount),
          1);
    }
    if (requests.incrementAndGet() > maxRequests) {
      requests.decrementAndGet();
      own.decrementAndGet();
      throw busy();
    }
    return new Permit(own);
  }

  private static ApiException busy() {
    return ApiException.notAccepted(
        "The write was not accepted, nothing was stored: too much is in flight; send it again", 1);
  }

  /** One request's share. */
  final class Permit implements AutoCloseable {
    private final AtomicInteger own;
    private final AtomicLong held = new AtomicLong();
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Permit(AtomicInteger own) {
      this.own = own;
    }

    /** Checks that a body of this size would fit now; takes nothing yet. */
    void expect(long size) {
      if (bytes.get() + size > maxBytes) {
        throw busy();
      }
    }

    /** Takes the room for bytes that have arrived. */
    void take(int size) {
      held.addAndGet(size);
      if (bytes.addAndGet(size) > maxBytes) {
        throw busy();
      }
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        bytes.addAndGet(-held.get());
        requests.decrementAndGet();
        own.decrementAndGet();
      }
    }
  }
}
