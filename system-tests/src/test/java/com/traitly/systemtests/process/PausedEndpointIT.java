package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is announced while an endpoint is paused arrives when it is resumed: one message for each
 * customer, the newest, which says how many it replaces. {@code make test-paused-endpoint} pauses
 * for a minute.
 */
@Tag("slow")
class PausedEndpointIT {
  private static final int CUSTOMERS = Integer.getInteger("traitly.pause.customers", 200);
  private static final int SECONDS = Integer.getInteger("traitly.pause.seconds", 3);
  private static final int PER_SECOND = Integer.getInteger("traitly.pause.rate", 500);
  private static final int BATCHES_PER_SECOND = 50;
  private static final long SEED = Long.getLong("traitly.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void nothingIsLostAndOneMessageStandsForAll() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    ReceivedInOrder before = new ReceivedInOrder(CUSTOMERS, CUSTOMERS, random.split());
    ReceivedInOrder after;
    int announced = CUSTOMERS;
    try (CloseAll started = new CloseAll()) {
      EmbeddedBroker broker =
          started.add(EmbeddedBroker.start(directory.resolve("kafka"), 0, failure -> {}));
      WebhookReceiver receiver = started.add(WebhookReceiver.start());
      receiver.keepingNothing().answerBy(before::answer);
      started.add(
          ServiceFork.start(WebhookSender.class, directory, ServiceFork.senderSettings(broker)));
      Announcer announcer = started.add(new Announcer(broker.bootstrapServers()));
      announcer.register("latest", receiver.url().toString(), true);
      announcer.announce(announced, CUSTOMERS);
      await().atMost(PATIENCE).until(before::newestDelivered);

      announcer.register("latest", receiver.url().toString(), true, true);
      announced = announceFor(announcer, announced);
      // Otherwise the endpoint could be resumed before the sender has read the last announcements.
      await().atMost(PATIENCE).until(announcer::allTakenIn);
      int whilePaused = before.delivered() - CUSTOMERS;
      after = new ReceivedInOrder(announced, CUSTOMERS, random.split());
      receiver.answerBy(after::answer);
      announcer.register("latest", receiver.url().toString(), true);
      await().atMost(PATIENCE).until(after::newestDelivered);
      System.out.printf(
          "%,d announcements of %,d customers, %d s of pause (seed %d); %d came before it held:%n"
              + "  before: %s%n  after: %s%n",
          announced, CUSTOMERS, SECONDS, SEED, whilePaused, before, after);
    }
    assertThat(before.problems()).isEmpty();
    assertThat(after.problems()).isEmpty();
    assertThat(after.delivered()).isEqualTo(CUSTOMERS);
    assertThat(before.delivered() + before.superseded() + after.delivered() + after.superseded())
        .isEqualTo(announced);
  }

  /** Announces at an even rate; returns the total number of announcements. */
  private static int announceFor(Announcer announcer, int already) {
    int announced = already;
    long start = System.nanoTime();
    for (int batch = 0; batch < SECONDS * BATCHES_PER_SECOND; batch++) {
      long at = start + batch * Duration.ofSeconds(1).toNanos() / BATCHES_PER_SECOND;
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      int next = announced + PER_SECOND / BATCHES_PER_SECOND;
      announcer.announce(announced, next, CUSTOMERS);
      announced = next;
    }
    return announced;
  }
}
