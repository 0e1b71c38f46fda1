package com.traitly.gateway.publish;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits how much is served at once, and decides before a body is read. Thread-safe.
 *
 * <p>Bytes count as they arrive: a slow sender holds only what it has sent, not what it promised.
 */
public final class Admission {
  private final Most inAll;
  private final Most ofAccount;
  private final Load all = new Load();
  private final Map<String, Load> byAccount = new ConcurrentHashMap<>();

  /**
   * The most that may be in flight.
   *
   * @param requests from the time they are let in until they are answered
   * @param bytes of their bodies, as sent and as inflated
   */
  public record Most(int requests, long bytes) {}

  /** What is in flight. */
  private static final class Load {
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
  }

  public Admission(Most inAll, Most ofAccount) {
    this.inAll = inAll;
    this.ofAccount = ofAccount;
  }

  /** Bytes of bodies that may be in flight. */
  public long maxBytes() {
    return inAll.bytes();
  }

  /**
   * Lets a request in.
   *
   * @return to be closed when it is answered
   * @throws ApiException {@code unavailable} or {@code rate_limited}
   */
  public Permit enter(String account) {
    Load own = byAccount.computeIfAbsent(account, any -> new Load());
    if (own.requests.incrementAndGet() > ofAccount.requests()) {
      own.requests.decrementAndGet();
      throw tooMuchOf("writes");
    }
    if (all.requests.incrementAndGet() > inAll.requests()) {
      all.requests.decrementAndGet();
      own.requests.decrementAndGet();
      throw busy();
    }
    return new Permit(own);
  }

  private static ApiException tooMuchOf(String what) {
    return ApiException.retryLater(
        ErrorCode.RATE_LIMITED,
        "Too many %s of this account are in flight; nothing was stored, send fewer at once"
            .formatted(what),
        1);
  }

  private static ApiException busy() {
    return ApiException.notAccepted(
        "The write was not accepted, nothing was stored: too much is in flight; send it again", 1);
  }

  /** One request's share. */
  public final class Permit implements AutoCloseable {
    private final Load own;
    private final AtomicLong held = new AtomicLong();
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Permit(Load own) {
      this.own = own;
    }

    /** Checks that a body of this size would fit now; takes nothing yet. */
    public void expect(long size) {
      check(own.bytes.get() + size, all.bytes.get() + size);
    }

    /** Takes the room for bytes that have arrived. */
    public void take(int size) {
      held.addAndGet(size);
      check(own.bytes.addAndGet(size), all.bytes.addAndGet(size));
    }

    private void check(long ownBytes, long allBytes) {
      if (ownBytes > ofAccount.bytes()) {
        throw tooMuchOf("bytes");
      }
      if (allBytes > inAll.bytes()) {
        throw busy();
      }
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        all.bytes.addAndGet(-held.get());
        own.bytes.addAndGet(-held.get());
        all.requests.decrementAndGet();
        own.requests.decrementAndGet();
      }
    }
  }
}
