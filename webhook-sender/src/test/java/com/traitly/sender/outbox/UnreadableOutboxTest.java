package com.traitly.sender.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.testkit.Seeded;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A row of the outbox that cannot be read holds up nothing behind it, and no erasure. */
class UnreadableOutboxTest {
  private static final DeliveryKey KEY = new DeliveryKey(new AccountKey("acme", "wh_1"), "c1");

  private final MockProcessorContext<Object, Object> context = InMemoryStores.context();
  private final KeyValueStore<Bytes, byte[]> rows =
      context.getStateStore(OutboxStores.OUTBOX.name());
  private final KeyValueStore<Bytes, byte[]> settled =
      context.getStateStore(OutboxStores.SETTLED.name());

  @RepeatedTest(20)
  @Seeded
  void whatIsBehindItIsNext(RandomGenerator random) {
    OutboxStores stores = new OutboxStores(context);
    for (long sequence = 0; sequence < 3; sequence++) {
      stores.add(waiting(sequence));
    }
    byte[] noise = new byte[random.nextInt(30)];
    random.nextBytes(noise);
    rows.put(OutboxKeys.outbox(KEY, random.nextInt(2)), noise);
    rows.put(OutboxKeys.outbox(KEY, 0), noise);

    OutboxStores again = random.nextBoolean() ? stores : new OutboxStores(context);
    QueuedDelivery first = requireNonNull(again.first(KEY, -1));
    assertThat(first.sequence()).isPositive();
    assertThat(again.all(KEY)).isNotEmpty().doesNotContainNull();
    assertThat(rows.get(OutboxKeys.outbox(KEY, 0))).isNull();
    assertThat(new DeliveryQueues(again).survey(null, 10, (endpoint, at) -> {})).isNull();
  }

  @Test
  void anErasureRemovesIt() {
    OutboxStores stores = new OutboxStores(context);
    stores.add(waiting(1));
    rows.put(OutboxKeys.outbox(KEY, 1), new byte[] {99});
    rows.put(OutboxKeys.outbox(KEY, 2), new byte[0]);
    settled.put(OutboxKeys.settled(waiting(1)), new byte[] {1});

    assertThat(stores.settledUpTo(waiting(1))).isEqualTo(-1);
    new DeliveryQueues(context).erase(KEY, Long.MAX_VALUE);

    try (var left = rows.all()) {
      assertThat(left.hasNext()).isFalse();
    }
    try (var left = settled.all()) {
      assertThat(left.hasNext()).isFalse();
    }
  }

  private static QueuedDelivery waiting(long sequence) {
    Bytes body = Bytes.wrap(new byte[] {'{', '}'});
    return new QueuedDelivery(
        KEY,
        sequence,
        new Delivery("m" + sequence, "object", "goal", body, 1, 1, 0, 0, sequence, false));
  }
}
