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

/** What lanes know in memory is what the stores say, in whatever order announcements come. */
class DeliveryQueuesTest {
  private static final AccountKey ENDPOINT = new AccountKey("acme", "wh_1");
  private static final int LANES = 5;
  private static final int STEPS = 3_000;
  private static final int LATE_BY = 40;

  private final MockProcessorContext<Object, Object> context = InMemoryStores.context();
  private final Map<DeliveryKey, QueuedDelivery> inFlight = new HashMap<>();
  private final OutboxStores stores;
  private final DeliveryQueues lanes;

  DeliveryQueuesTest() {
    stores = new OutboxStores(context);
    lanes = new DeliveryQueues(stores);
    IndexRepair repair = new IndexRepair(stores, lanes, stores.index()::add);
    while (!repair.done()) {
      repair.step(1);
    }
  }

  private static QueuedDelivery announced(DeliveryKey lane, long sequence) {
    String goal = "goal" + sequence % 2;
    Bytes body = Bytes.wrap(new byte[0]);
    return new QueuedDelivery(
        lane,
        sequence,
        new Delivery("m", "object", goal, body, sequence, sequence, 0, 0, sequence, false));
  }

  private static QueuedDelivery resent(DeliveryKey lane, long sequence, long now) {
    Delivery before = announced(lane, sequence).delivery();
    return new QueuedDelivery(
        lane,
        sequence,
        Delivery.resent("m", "object", before.goalName(), before.body(), now, sequence));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theFirstIsTheOneThatALookIntoTheStoresFinds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean coalesce = seed % 2 == 0;
    for (int step = 1; step <= STEPS; step++) {
      DeliveryKey lane = new DeliveryKey(ENDPOINT, "c" + random.nextInt(LANES));
      QueuedDelivery sent = inFlight.get(lane);
      QueuedDelivery first = sent == null ? lanes.turn(lane) : null;
      // Now and then more come than memory keeps of a lane.
      switch (step % 1_500 < 120 ? 0 : random.nextInt(10)) {
        case 0, 1 ->
            lanes.add(announced(lane, Math.max(1, step - random.nextInt(LATE_BY))), coalesce);
        case 2 -> {
          QueuedDelivery again = resent(lane, random.nextLong(step), step);
          // Only what was done with is in the log from which it is asked for.
          if (again.sequence() <= stores.subjects().settledUpTo(again)) {
            lanes.resend(again);
          }
        }
        case 3 -> lanes.erase(lane, random.nextInt(20) == 0 ? step : -1);
        default -> {
          if (sent != null) {
            inFlight.remove(lane);
            end(sent, step, random, coalesce);
          } else if (first != null) {
            lanes.started(first);
            inFlight.put(lane, first);
          }
        }
      }
      if (!inFlight.containsKey(lane)) {
        assertThat(lanes.turn(lane))
            .isEqualTo(new DeliveryQueues(new OutboxStores(context)).turn(lane));
      }
      assertThat(stores.isEmpty(lane)).isEqualTo(new OutboxStores(context).all(lane).isEmpty());
    }
  }

  private void end(QueuedDelivery sent, int step, SplittableRandom random, boolean coalesce) {
    if (!lanes.keeps(sent) || random.nextInt(10) == 0) {
      lanes.drop(sent);
    } else if (random.nextInt(3) == 0) {
      lanes.again(sent, step, coalesce);
    } else {
      lanes.settle(sent);
    }
  }
}
