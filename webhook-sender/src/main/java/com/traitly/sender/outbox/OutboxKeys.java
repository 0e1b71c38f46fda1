package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of all stores of the outbox. Numbers are big-endian and never negative, so that their
 * bytes sort as they do.
 *
 * <ul>
 *   <li>outbox: account, endpoint, customer, sequence
 *   <li>due: account, endpoint, instant, customer
 *   <li>settled: account, endpoint, customer, object, goal
 * </ul>
 */
final class OutboxKeys {
  private OutboxKeys() {}

  static Bytes endpoint(AccountKey endpoint) {
    return Keys.join(Keys.text(endpoint.account()), Keys.text(endpoint.id()));
  }

  static Bytes queue(DeliveryKey queue) {
    return Keys.join(endpoint(queue.endpoint()).get(), Keys.text(queue.customerId()));
  }

  static Bytes outbox(DeliveryKey queue, long sequence) {
    return Keys.join(queue(queue).get(), number(sequence));
  }

  static Bytes due(DeliveryKey queue, long at) {
    return Keys.join(dueFrom(queue.endpoint(), at).get(), Keys.text(queue.customerId()));
  }

  static Bytes dueFrom(AccountKey endpoint, long at) {
    return Keys.join(endpoint(endpoint).get(), number(at));
  }

  static Bytes settled(QueuedDelivery waiting) {
    return Keys.join(
        queue(waiting.deliveryKey()).get(),
        Keys.text(waiting.delivery().object()),
        Keys.text(waiting.delivery().goalName()));
  }

  static AccountKey readEndpoint(Bytes key) {
    return endpoint(new Keys.Reader(key.get()));
  }

  static DeliveryKey readQueue(Bytes outboxKey) {
    Keys.Reader key = new Keys.Reader(outboxKey.get());
    return new DeliveryKey(endpoint(key), key.text());
  }

  static long readSequence(Bytes outboxKey) {
    byte[] bytes = outboxKey.get();
    return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
  }

  static DueIndex.Entry readDue(Bytes dueKey, long sequence) {
    Keys.Reader key = new Keys.Reader(dueKey.get());
    AccountKey endpoint = endpoint(key);
    long at = key.number() ^ Long.MIN_VALUE;
    return new DueIndex.Entry(new DeliveryKey(endpoint, key.text()), at, sequence);
  }

  private static AccountKey endpoint(Keys.Reader key) {
    return new AccountKey(key.text(), key.text());
  }

  // The sign is flipped in other keys, but not in these.
  private static byte[] number(long number) {
    return Keys.number(number ^ Long.MIN_VALUE);
  }
}
