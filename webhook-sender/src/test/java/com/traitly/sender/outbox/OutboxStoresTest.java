package com.traitly.sender.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which delivery of a queue is the first, however it is looked up. */
class OutboxStoresTest {
  private static final AccountKey ENDPOINT = new AccountKey("acme", "wh_1");
  private static final int KEYS = 6;
  private static final int SEQUENCES = 4;

  private final MockProcessorContext<Object, Object> context = InMemoryStores.context();
  private final Map<DeliveryKey, NavigableMap<Long, Delivery>> plain = new HashMap<>();
  private final SplittableRandom random = new SplittableRandom(17);

  @Test
  void theFirstOfAQueueIsFoundBeforeWhileAndAfterAllIsCounted() {
    OutboxStores before = new OutboxStores(context);
    change(before, 40);

    OutboxStores stores = new OutboxStores(context);
    IndexRepair repair = new DueIndex(stores).repair;
    while (!repair.step(1)) {
      change(stores, 1);
    }
    change(stores, 5_000);
  }

  /** Makes so many changes and checks the queues after each. */
  private void change(OutboxStores stores, int times) {
    for (int i = 0; i < times; i++) {
      DeliveryKey deliveryKey = new DeliveryKey(ENDPOINT, "c" + random.nextInt(KEYS));
      long sequence = random.nextLong(SEQUENCES);
      NavigableMap<Long, Delivery> waiting =
          plain.computeIfAbsent(deliveryKey, any -> new TreeMap<>());
      Delivery delivery =
          new Delivery("m" + i, "object", "goal", Bytes.wrap(new byte[0]), 0, i, 0, 0, i, false);
      QueuedDelivery changed = new QueuedDelivery(deliveryKey, sequence, delivery);
      if (random.nextInt(3) == 0) {
        if (waiting.put(sequence, delivery) == null) {
          stores.add(changed);
        } else {
          stores.replace(changed);
        }
      } else if (waiting.remove(sequence) != null) {
        stores.remove(changed);
      }
      for (long guess = -1; guess < SEQUENCES; guess++) {
        assertThat(stores.first(deliveryKey, guess)).isEqualTo(first(deliveryKey, waiting));
      }
      assertThat(stores.all(deliveryKey))
          .extracting(QueuedDelivery::delivery)
          .isEqualTo(new ArrayList<>(waiting.values()));
    }
  }

  private static @Nullable QueuedDelivery first(
      DeliveryKey deliveryKey, NavigableMap<Long, Delivery> waiting) {
    return waiting.isEmpty()
        ? null
        : new QueuedDelivery(deliveryKey, waiting.firstKey(), waiting.firstEntry().getValue());
  }
}
