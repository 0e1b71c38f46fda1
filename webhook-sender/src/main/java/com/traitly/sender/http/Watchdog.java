package com.traitly.sender.http;

import com.traitly.sender.http.AttemptResult.NoAnswer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends every attempt exactly once: with what was seen of it, or at its deadline, whichever comes
 * first. It relies on nothing that the HTTP client does, so no receiver and no fault of the client
 * can hold an endpoint's place in flight. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
  /** Placeholders for the action that stops an attempt's work. */
  private enum NoWork implements Runnable {
    NOT_BEGUN,
    CANCELLED;

    @Override
    public void run() {
      // There is no work to stop.
    }
  }

  /** The result of an attempt that took too long. */
  static final NoAnswer TOO_LATE = new NoAnswer("No whole answer within the deadline", true);

  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  private final long deadlineNanos;
  private final LongSupplier nanoTime;
  private final Set<Watched> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Watchdog(Duration deadline, LongSupplier nanoTime) {
    deadlineNanos = deadline.toNanos();
    this.nanoTime = nanoTime;
  }

  /** A watchdog that checks the attempts by itself. */
  static Watchdog started(Duration deadline) {
    Watchdog watchdog = new Watchdog(deadline, System::nanoTime);
    Thread.ofPlatform().daemon().name("webhook-deadlines").start(watchdog::lookOn);
    return watchdog;
  }

  /** A watchdog that checks only when {@link #look} is called, by the caller's clock. */
  static Watchdog lookingWhenTold(Duration deadline, LongSupplier nanoTime) {
    return new Watchdog(deadline, nanoTime);
  }

  /** How long an attempt may take. */
  Duration deadline() {
    return Duration.ofNanos(deadlineNanos);
  }

  /** One attempt that receives its result; only the first result counts. */
  final class Watched implements Consumer<AttemptResult> {
    private final Consumer<AttemptResult> done;
    private final long endsAt;
    private final AtomicBoolean over = new AtomicBoolean();
    // What stops the client's work on it; CANCELLED once the watchdog has ended it.
    private final AtomicReference<Runnable> cancel = new AtomicReference<>(NoWork.NOT_BEGUN);

    private Watched(Consumer<AttemptResult> done, long endsAt) {
      this.done = done;
      this.endsAt = endsAt;
    }

    @Override
    public void accept(AttemptResult result) {
      if (over.compareAndSet(false, true)) {
        open.remove(this);
        done.accept(result);
      }
    }

    /** Whether the attempt has ended. */
    boolean isOver() {
      return over.get();
    }

    /**
     * Sets the action that stops its work at the deadline; runs it at once when that has passed.
     */
    void stoppedBy(Runnable stop) {
      if (!cancel.compareAndSet(NoWork.NOT_BEGUN, stop)) {
        stop.run();
      }
    }

    private void end(NoAnswer why) {
      try {
        accept(why);
      } catch (RuntimeException e) {
        LOG.error("an attempt could not be noted as over", e);
      }
      try {
        cancel.getAndSet(NoWork.CANCELLED).run();
      } catch (RuntimeException e) {
        LOG.warn("a request that is over could not be stopped", e);
      }
    }
  }

  /** Begins an attempt: {@code done} is called exactly once. */
  Watched watch(Consumer<AttemptResult> done) {
    Watched watched = new Watched(done, nanoTime.getAsLong() + deadlineNanos);
    open.add(watched);
    if (closed) {
      endAll();
    }
    return watched;
  }

  /** Ends the attempts whose deadline has passed. */
  void look() {
    long now = nanoTime.getAsLong();
    for (Watched each : open) {
      if (each.endsAt - now <= 0) {
        each.end(TOO_LATE);
      }
    }
  }

  /** How many attempts have not ended. */
  int open() {
    return open.size();
  }

  private void lookOn() {
    while (!closed) {
      look();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private void endAll() {
    open.forEach(each -> each.end(WebhookClient.STOPPING));
  }

  /** Ends all attempts that are open. */
  @Override
  public void close() {
    closed = true;
    endAll();
  }
}
