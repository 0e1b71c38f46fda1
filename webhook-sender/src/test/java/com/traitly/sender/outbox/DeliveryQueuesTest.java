package com.traitly.sender.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What queues know in memory agrees with the stores, in whatever order announcements come. */
class DeliveryQueuesTest {
  private static final AccountKey ENDPOINT = new AccountKey("acme", "wh_1");
  private static final int KEYS = 5;
  private static final int STEPS = 3_000;
  private static final int LATE_BY = 40;

  private final MockProcessorContext<Object, Object> context = InMemoryStores.context();
  private final Map<DeliveryKey, QueuedDelivery> inFlight = new HashMap<>();
  private final OutboxStores stores;
  private final DeliveryQueues queues;

  DeliveryQueuesTest() {
    stores = new OutboxStores(context);
    queues = new DeliveryQueues(stores);
    while (!queues.index().repair.step(1)) {
      // Walks on.
    }
  }

  private static QueuedDelivery announced(DeliveryKey deliveryKey, long sequence) {
    String goal = "goal" + sequence % 2;
    Bytes body = Bytes.wrap(new byte[0]);
    return new QueuedDelivery(
        deliveryKey,
        sequence,
        new Delivery("m", "object", goal, body, sequence, sequence, 0, 0, sequence, false));
  }

  private static QueuedDelivery resent(DeliveryKey deliveryKey, long sequence, long now) {
    Delivery before = announced(deliveryKey, sequence).delivery();
    return new QueuedDelivery(
        deliveryKey,
        sequence,
        Delivery.resent("m", "object", before.goalName(), before.body(), now, sequence));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theFirstIsTheOneThatALookIntoTheStoresFinds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean coalesce = seed % 2 == 0;
    for (int step = 1; step <= STEPS; step++) {
      DeliveryKey deliveryKey = new DeliveryKey(ENDPOINT, "c" + random.nextInt(KEYS));
      QueuedDelivery sent = inFlight.get(deliveryKey);
      QueuedDelivery first = sent == null ? queues.index().next(deliveryKey) : null;
      // Now and then a queue grows longer than memory keeps.
      switch (step % 1_500 < 120 ? 0 : random.nextInt(10)) {
        case 0, 1 ->
            queues.add(
                announced(deliveryKey, Math.max(1, step - random.nextInt(LATE_BY))), coalesce);
        case 2 -> {
          QueuedDelivery again = resent(deliveryKey, random.nextLong(step), step);
          // Only settled deliveries are resent here.
          if (again.sequence() <= stores.settledUpTo(again)) {
            queues.resend(again);
          }
        }
        case 3 -> queues.erase(deliveryKey, random.nextInt(20) == 0 ? step : -1);
        default -> {
          if (sent != null) {
            inFlight.remove(deliveryKey);
            end(sent, step, random, coalesce);
          } else if (first != null) {
            queues.index().started(first);
            inFlight.put(deliveryKey, first);
          }
        }
      }
      if (!inFlight.containsKey(deliveryKey)) {
        assertThat(queues.index().next(deliveryKey))
            .isEqualTo(new DeliveryQueues(context).index().next(deliveryKey));
      }
      assertThat(stores.isEmpty(deliveryKey))
          .isEqualTo(new OutboxStores(context).all(deliveryKey).isEmpty());
    }
  }

  private void end(QueuedDelivery sent, int step, SplittableRandom random, boolean coalesce) {
    if (!queues.index().keeps(sent) || random.nextInt(10) == 0) {
      queues.drop(sent);
    } else if (random.nextInt(3) == 0) {
      queues.again(sent, step, coalesce);
    } else {
      queues.settle(sent);
    }
  }
}
