package com.traitly.processor.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.prediction.training.InMemoryTrainerWindows;
import com.traitly.prediction.training.TrainerWindows;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.task.Stores;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

/** Windows that trainers keep in their stores behave like windows in memory. */
class StoredTrainerWindowsTest {
  private static final AccountKey GOAL = new AccountKey("acme", "Use it");
  private static final AccountKey NEXT = new AccountKey("acme", "Use more");

  private final MockProcessorContext<AccountKey, PublishedModel> context =
      new MockProcessorContext<>();
  private final KeyValueStore<Bytes, TrainingMessage> inbox =
      Stores.TRAINING_INBOX.inMemory().build();
  private final KeyValueStore<Bytes, byte[]> ledger = Stores.TRAINING_LEDGER.inMemory().build();
  private final TrainingStores stores = new TrainingStores(inbox, ledger);

  StoredTrainerWindowsTest() {
    inbox.init(context.getStateStoreContext(), inbox);
    ledger.init(context.getStateStoreContext(), ledger);
  }

  @Test
  void givesWhatWaitsInOrderWhateverTheOrderItCameIn() {
    SplittableRandom random = new SplittableRandom(11);
    StoredTrainerWindows stored = stores.of(GOAL, Course.first(7));
    StoredTrainerWindows other = stores.of(NEXT, Course.first(7));
    InMemoryTrainerWindows plain = new InMemoryTrainerWindows();
    other.put(0, message(random));
    for (int i = 0; i < 5_000; i++) {
      WindowMessage next = plain.first(random.nextLong(10));
      if (next != null && random.nextBoolean()) {
        assertThat(stored.first(Long.MAX_VALUE)).isEqualTo(next);
        stored.removeFirst();
        plain.removeFirst();
      } else {
        long step = random.nextLong(20);
        WindowMessage message = message(random);
        stored.put(step, message);
        plain.put(step, message);
      }
      long upTo = random.nextLong(20);
      assertThat(stored.first(upTo)).isEqualTo(plain.first(upTo));
    }
    assertThat(other.first(0)).isNotNull();
  }

  @Test
  void remembersWhatWindowsToldUntilTheyAreForgotten() {
    StoredTrainerWindows stored = stores.of(GOAL, Course.first(7));
    WindowMessage old = new WindowMessage.Opened("a", 99);
    WindowMessage young = new WindowMessage.Opened("a", 100);
    stored.tell(old, TrainerWindows.OPENED);
    stored.tell(young, TrainerWindows.OPENED | TrainerWindows.CLOSED);
    assertThat(stored.told(new WindowMessage.Opened("b", 100))).isZero();

    stored.forgetBefore(100);

    assertThat(stores.clean(() -> false)).isTrue();
    assertThat(stored.told(old)).isZero();
    assertThat(stored.told(young)).isEqualTo(TrainerWindows.OPENED | TrainerWindows.CLOSED);
  }

  @Test
  void clearsAwayAVersionLittleByLittle() {
    for (int i = 0; i < 300; i++) {
      WindowMessage message = new WindowMessage.Opened("c" + i, i);
      for (StoredTrainerWindows each :
          List.of(
              stores.of(GOAL, Course.first(7)),
              stores.of(GOAL, Course.first(8)),
              stores.of(NEXT, Course.first(7)))) {
        each.put(1, message);
        each.tell(message, TrainerWindows.OPENED);
      }
    }

    stores.remove(GOAL, Course.first(7));
    assertThat(stores.clean(() -> true)).as("there was time").isFalse();
    // The next owner of the task finds what was left behind.
    TrainingStores next = new TrainingStores(inbox, ledger);
    next.removeAllBut(List.of(KeyValue.pair(GOAL, TrainerRecord.begun(Course.first(8), null))));
    int calls = 1;
    while (!next.clean(everySecondTime())) {
      calls++;
    }

    assertThat(calls).isGreaterThan(4);
    assertThat(count(inbox)).isEqualTo(300);
    assertThat(count(ledger)).isEqualTo(300);
    assertThat(next.of(GOAL, Course.first(8)).first(1)).isNotNull();
    assertThat(next.of(GOAL, Course.first(8)).told(new WindowMessage.Opened("c1", 1))).isNotZero();
  }

  private static BooleanSupplier everySecondTime() {
    AtomicInteger asked = new AtomicInteger();
    return () -> asked.incrementAndGet() % 2 == 0;
  }

  private static WindowMessage message(SplittableRandom random) {
    String customer = "c" + random.nextInt(20);
    long openedAt = random.nextLong(50);
    return switch (random.nextInt(3)) {
      case 0 -> new WindowMessage.Opened(customer, openedAt);
      case 1 -> new WindowMessage.Reached(customer, openedAt, openedAt + random.nextLong(9));
      default -> new WindowMessage.Closed(customer, openedAt, null, List.of());
    };
  }

  private static int count(KeyValueStore<Bytes, ?> store) {
    int count = 0;
    try (KeyValueIterator<Bytes, ?> all = store.all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }
}
