package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.sender.WebhookSender;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Announcements arrive in order, with the same id and bytes on every attempt, however often the
 * sender is killed. {@code make test-killed-sender} runs the full test.
 */
@Tag("slow")
class KilledSenderIT {
  private static final int CUSTOMERS = Integer.getInteger("traitly.kills.customers", 1_000);
  private static final int ANNOUNCEMENTS = Integer.getInteger("traitly.kills.announced", 10_000);
  private static final int KILLS = Integer.getInteger("traitly.kills", 4);
  private static final long SEED = Long.getLong("traitly.seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  void everyAnnouncementNotSupersededArrivesInOrder() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    ReceivedInOrder all = new ReceivedInOrder(ANNOUNCEMENTS, CUSTOMERS, random.split());
    ReceivedInOrder latest = new ReceivedInOrder(ANNOUNCEMENTS, CUSTOMERS, random.split());
    try (CloseAll started = new CloseAll()) {
      EmbeddedBroker broker =
          started.add(EmbeddedBroker.start(directory.resolve("kafka"), 0, failure -> {}));
      WebhookReceiver receiver = started.add(WebhookReceiver.start());
      receiver
          .keepingNothing()
          .answerBy(request -> (request.path().endsWith("all") ? all : latest).answer(request));
      Map<String, String> settings = ServiceFork.senderSettings(broker);
      ForkedJvm sender = ServiceFork.start(WebhookSender.class, directory, settings);
      try {
        try (Announcer announcer = new Announcer(broker.bootstrapServers())) {
          announcer.register("all", receiver.url() + "/all", false);
          announcer.register("latest", receiver.url() + "/latest", true);
          announcer.announce(ANNOUNCEMENTS, CUSTOMERS);
        }
        for (int target : whenToKill(random)) {
          await().atMost(PATIENCE).until(() -> all.delivered() >= target);
          sender.close();
          sender = ServiceFork.start(WebhookSender.class, directory, settings);
        }
        await().atMost(PATIENCE).until(() -> all.delivered() == ANNOUNCEMENTS);
        await().atMost(PATIENCE).until(latest::newestDelivered);
      } finally {
        sender.close();
      }
    }
    System.out.printf(
        "%,d announcements of %,d customers, %d kills (seed %d):%n  all: %s%n  latest: %s%n",
        ANNOUNCEMENTS, CUSTOMERS, KILLS, SEED, all, latest);
    assertThat(all.problems()).isEmpty();
    assertThat(latest.problems()).isEmpty();
    assertThat(all.superseded()).isZero();
    // After a kill, a newer delivery may count a delivered one as superseded: its attempt was not
    // recorded yet.
    assertThat(latest.delivered() + latest.superseded()).isGreaterThanOrEqualTo(ANNOUNCEMENTS);
  }

  /** Draws the numbers of deliveries after which to kill, in the first nine tenths. */
  private static List<Integer> whenToKill(SplittableRandom random) {
    int[] targets = random.ints(KILLS, 1, ANNOUNCEMENTS * 9 / 10).sorted().toArray();
    return Arrays.stream(targets).boxed().toList();
  }
}
