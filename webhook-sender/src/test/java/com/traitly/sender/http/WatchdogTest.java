package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.contracts.wire.webhook.ReceiverUrl;
import com.traitly.sender.TestSecrets;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Every attempt ends exactly once, by its deadline, whatever the client under it does. */
final class WatchdogTest {
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Answered OK = new Answered(200, null, "");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final int ATTEMPTS = 200;

  /** What a client may do with a request. */
  private enum Conduct {
    NEVER,
    ONCE,
    TWICE,
    LATE,
    FROM_TWO_THREADS,
    WHEN_STOPPED,
    THROWS,
    ANSWERS_AND_THROWS
  }

  private final AtomicLong nanos = new AtomicLong();
  private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
  private final AtomicInteger stopped = new AtomicInteger();

  /** A client that behaves as drawn. */
  private final class Unruly implements Transport {
    private final RandomGenerator random;
    private final Semaphore sent = new Semaphore(0);

    Unruly(RandomGenerator random) {
      this.random = random;
    }

    @Override
    public synchronized Runnable send(
        ReceiverUrl url, Map<String, String> headers, byte[] body, Consumer<AttemptResult> seen) {
      try {
        return sendAsDrawn(seen);
      } finally {
        sent.release();
      }
    }

    private Runnable sendAsDrawn(Consumer<AttemptResult> seen) {
      Conduct conduct = List.of(Conduct.values()).get(random.nextInt(Conduct.values().length));
      switch (conduct) {
        case NEVER, WHEN_STOPPED -> {}
        case ONCE -> seen.accept(OK);
        case TWICE -> {
          seen.accept(OK);
          seen.accept(OK);
        }
        case LATE -> late.add(() -> seen.accept(OK));
        case FROM_TWO_THREADS -> {
          Thread.startVirtualThread(() -> seen.accept(OK));
          Thread.startVirtualThread(() -> seen.accept(OK));
        }
        case THROWS -> throw new IllegalStateException("drawn");
        case ANSWERS_AND_THROWS -> {
          seen.accept(OK);
          throw new IllegalStateException("drawn");
        }
      }
      return () -> {
        stopped.incrementAndGet();
        if (conduct == Conduct.WHEN_STOPPED) {
          seen.accept(OK);
        }
      };
    }

    @Override
    public void close() {}
  }

  private static WebhookClient client(Transport transport, Watchdog watchdog) {
    OpenedEndpoints secrets = new OpenedEndpoints(TestSecrets.KEYS);
    return new WebhookClient(
        new AddressPolicy(true, true, List.of()),
        secrets,
        NoListeners.INSTANCE,
        InstantSource.system(),
        transport,
        watchdog);
  }

  private static SignedPost request() {
    Endpoint endpoint = TestEndpoints.to(new Destination("http://receiver.example/", Map.of()));
    return new SignedPost("acme", endpoint, "msg_1", BODY, 0, false, false);
  }

  @RepeatedTest(5)
  @Seeded
  void everyAttemptIsOverExactlyOnce(RandomGenerator random) throws Exception {
    Watchdog watchdog = Watchdog.lookingWhenTold(DEADLINE, nanos::get);
    List<AtomicInteger> told = new ArrayList<>();
    Unruly unruly = new Unruly(random);
    try (WebhookClient client = client(unruly, watchdog)) {
      for (int i = 0; i < ATTEMPTS; i++) {
        AtomicInteger count = new AtomicInteger();
        told.add(count);
        client.post(request(), result -> count.incrementAndGet());
        assertThat(unruly.sent.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        nanos.addAndGet(random.nextLong(Duration.ofMillis(200).toNanos()));
        watchdog.look();
        if (random.nextInt(10) == 0) {
          runLate();
        }
      }
      nanos.addAndGet(DEADLINE.toNanos());
      watchdog.look();
      assertThat(stopped).as("those that never answered").hasPositiveValue();
      await().atMost(PATIENCE).until(() -> watchdog.open() == 0);
      runLate();
      watchdog.look();
      // Waits until the client's own threads have handled everything that was posted.
      await().atMost(PATIENCE).until(() -> told.stream().allMatch(each -> each.get() > 0));
      runLate();

      assertThat(told).allSatisfy(each -> assertThat(each).hasValue(1));
    }
  }

  private void runLate() {
    for (Runnable each = late.poll(); each != null; each = late.poll()) {
      each.run();
    }
  }

  @Test
  void endsNothingBeforeItsDeadlineAndStopsTheClientAtIt() {
    Watchdog watchdog = Watchdog.lookingWhenTold(DEADLINE, nanos::get);
    List<AttemptResult> told = new ArrayList<>();
    Watchdog.Watched attempt = watchdog.watch(told::add);
    attempt.stoppedBy(stopped::incrementAndGet);

    nanos.set(DEADLINE.toNanos() - 1);
    watchdog.look();
    assertThat(told).isEmpty();
    assertThat(stopped).hasValue(0);

    nanos.incrementAndGet();
    watchdog.look();
    watchdog.look();
    assertThat(told).containsExactly(Watchdog.TOO_LATE);
    assertThat(stopped).hasValue(1);
    assertThat(watchdog.open()).isZero();
  }

  @Test
  void stopsAClientThatBeginsAfterTheDeadline() {
    Watchdog watchdog = Watchdog.lookingWhenTold(DEADLINE, nanos::get);
    Watchdog.Watched attempt = watchdog.watch(result -> {});
    nanos.set(DEADLINE.toNanos());
    watchdog.look();

    attempt.stoppedBy(stopped::incrementAndGet);

    assertThat(stopped).hasValue(1);
  }

  @Test
  void aFaultInOneIsNoFaultOfTheNext() {
    Watchdog watchdog = Watchdog.lookingWhenTold(DEADLINE, nanos::get);
    List<AttemptResult> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Watchdog.Watched attempt =
          watchdog.watch(result -> {
            told.add(result);
            throw new IllegalStateException("cannot be noted");
          });
      attempt.stoppedBy(() -> {
        throw new IllegalStateException("cannot be stopped");
      });
    }
    nanos.set(DEADLINE.toNanos());
    watchdog.look();

    assertThat(told).hasSize(3);
    assertThat(watchdog.open()).isZero();
  }

  @Test
  void closingEndsWhatIsOpenAndWhatIsStillBegun() {
    Watchdog watchdog = Watchdog.started(DEADLINE);
    List<AttemptResult> told = new ArrayList<>();
    watchdog.watch(told::add);
    watchdog.close();
    watchdog.watch(told::add);

    assertThat(told).containsExactly(WebhookClient.STOPPING, WebhookClient.STOPPING);
  }
}
