package com.traitly.sender;

import static com.traitly.sender.ErasureTest.about;
import static com.traitly.sender.SenderHarness.endpoint;
import static com.traitly.sender.SenderHarness.keepingAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Erasing a customer while many deliveries wait: for room, for another attempt, for the end of a
 * pause.
 */
@Tag("thorough")
final class ErasedBacklogTest {
  private static final String ID = "erase-me";
  private static final List<String> CUSTOMERS = List.of(ID, "ben", "carl");
  private static final List<String> GOALS = List.of("trial", "renewal");
  private static final String RETRIES = "5,5,5,5,5,5,5,5,5,5,5,5";
  private static final int STEPS = 80;
  private static final Duration SECONDS = Duration.ofSeconds(7);
  private static final Duration WHILE = Duration.ofMillis(300);

  @TempDir Path directory;

  private static Endpoint at(WebhookReceiver receiver, boolean coalesce) {
    Endpoint endpoint = endpoint("e1", receiver.url().toString());
    return coalesce ? endpoint : keepingAll(endpoint);
  }

  private static ReceiverAnswer answer(int kind) {
    return switch (kind) {
      case 0 -> ReceiverAnswer.status(200);
      case 1 -> ReceiverAnswer.status(500);
      default -> ReceiverAnswer.status(200).after(Duration.ofMillis(20));
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whateverWentBeforeNoStoreHoldsTheCustomerAndTheOthersArrive(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      Endpoint endpoint = at(receiver, seed % 2 == 0);
      AtomicInteger kind = new AtomicInteger();
      receiver.answerBy(request -> answer(kind.get()));
      sender.register(endpoint);
      for (int step = 1; step <= STEPS; step++) {
        switch (random.nextInt(8)) {
          case 0 -> kind.set(random.nextInt(3));
          case 1 -> sender.register(endpoint.withPaused(random.nextBoolean()));
          case 2 -> sender.pass(SECONDS);
          case 3 -> sender.idle(Duration.ofMillis(random.nextInt(30)));
          default ->
              sender.announce(
                  CUSTOMERS.get(random.nextInt(CUSTOMERS.size())),
                  GOALS.get(random.nextInt(GOALS.size())),
                  step);
        }
      }
      sender.register(endpoint.withPaused(true));
      sender.erase(ID);
      sender.idle(WHILE);

      assertThat(sender.storesThatHold(ID)).isEmpty();
      long sent = about(receiver, ID);
      kind.set(0);
      sender.register(endpoint);
      sender.announce("ben", "trial", STEPS + 1);
      sender.until(() -> {
        sender.pass(SECONDS);
        return sender.contents("outbox").isEmpty();
      });
      assertThat(sender.contents("outbox-due")).isEmpty();
      assertThat(about(receiver, ID)).isEqualTo(sent);
      assertThat(about(receiver, "\"timestamp\":" + (STEPS + 1))).isEqualTo(1);
    }
  }

  @Test
  void anEntryThatACrashBroughtBackGoesAlthoughTheEndpointIsPaused() throws Exception {
    try (var receiver = WebhookReceiver.start()) {
      Endpoint paused = at(receiver, false).withPaused(true);
      List<KeyValue<Bytes, byte[]>> index;
      try (var sender = new SenderHarness(directory, RETRIES)) {
        sender.register(paused);
        sender.announce(ID, "trial", 1);
        index = sender.contents("outbox-due");
        assertThat(index).hasSize(1);
      }
      try (var sender = new SenderHarness(directory, RETRIES)) {
        sender.register(paused);
        // An erasure removed the delivery from the outbox, but not from the index.
        sender.restore("outbox-due", index);
        sender.erase(ID);
        sender.until(() -> sender.storesThatHold(ID).isEmpty());
      }
    }
  }
}
