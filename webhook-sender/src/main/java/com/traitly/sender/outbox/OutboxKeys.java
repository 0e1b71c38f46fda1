package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of all stores of the outbox. Each text has its length before it, so that no key is the
 * start of another's part; numbers are big-endian, so that their bytes sort as they do.
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
    return key(0, endpoint.account(), endpoint.id()).done();
  }

  static Bytes deliveryKey(DeliveryKey deliveryKey) {
    return queueKey(deliveryKey, 0).done();
  }

  static Bytes outbox(DeliveryKey deliveryKey, long sequence) {
    return queueKey(deliveryKey, Long.BYTES).number(sequence).done();
  }

  static Bytes due(DueEntry entry) {
    AccountKey endpoint = entry.deliveryKey().endpoint();
    byte[] customer = utf8(entry.deliveryKey().customerId());
    return key(Long.BYTES + Short.BYTES + customer.length, endpoint.account(), endpoint.id())
        .number(entry.at())
        .text(customer)
        .done();
  }

  static Bytes dueFrom(AccountKey endpoint, long at) {
    return key(Long.BYTES, endpoint.account(), endpoint.id()).number(at).done();
  }

  static Bytes settled(QueuedDelivery waiting) {
    DeliveryKey deliveryKey = waiting.deliveryKey();
    return key(
            0,
            deliveryKey.endpoint().account(),
            deliveryKey.endpoint().id(),
            deliveryKey.customerId(),
            waiting.delivery().object(),
            waiting.delivery().goalName())
        .done();
  }

  static AccountKey readEndpoint(Bytes key) {
    return endpoint(ByteBuffer.wrap(key.get()));
  }

  static DueEntry readDue(Bytes key) {
    ByteBuffer buffer = ByteBuffer.wrap(key.get());
    AccountKey endpoint = endpoint(buffer);
    long at = buffer.getLong();
    return new DueEntry(new DeliveryKey(endpoint, text(buffer)), at);
  }

  static DeliveryKey readDeliveryKey(Bytes outboxKey) {
    ByteBuffer buffer = ByteBuffer.wrap(outboxKey.get());
    return new DeliveryKey(endpoint(buffer), text(buffer));
  }

  static long readSequence(Bytes outboxKey) {
    byte[] bytes = outboxKey.get();
    return ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES);
  }

  /** Greater than every key of this endpoint, and no greater than any of the next. */
  static Bytes afterEndpoint(AccountKey endpoint) {
    byte[] bytes = endpoint(endpoint).get();
    // No carry: UTF-8 has no byte 0xff.
    bytes[bytes.length - 1]++;
    return Bytes.wrap(bytes);
  }

  /** The smallest key greater than this one. */
  static Bytes after(Bytes key) {
    return Bytes.wrap(Arrays.copyOf(key.get(), key.get().length + 1));
  }

  private static AccountKey endpoint(ByteBuffer buffer) {
    String account = text(buffer);
    return new AccountKey(account, text(buffer));
  }

  private static String text(ByteBuffer buffer) {
    byte[] bytes = new byte[Short.toUnsignedInt(buffer.getShort())];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Writer queueKey(DeliveryKey deliveryKey, int more) {
    return key(
        more,
        deliveryKey.endpoint().account(),
        deliveryKey.endpoint().id(),
        deliveryKey.customerId());
  }

  private static Writer key(int more, String... texts) {
    byte[][] parts = new byte[texts.length][];
    int size = more;
    for (int i = 0; i < texts.length; i++) {
      parts[i] = utf8(texts[i]);
      size += Short.BYTES + parts[i].length;
    }
    Writer writer = new Writer(size);
    for (byte[] part : parts) {
      writer.text(part);
    }
    return writer;
  }

  private static final class Writer {
    private final byte[] bytes;
    private final ByteBuffer buffer;

    Writer(int size) {
      bytes = new byte[size];
      buffer = ByteBuffer.wrap(bytes);
    }

    Writer text(byte[] utf8) {
      buffer.putShort((short) utf8.length).put(utf8);
      return this;
    }

    Writer number(long number) {
      buffer.putLong(number);
      return this;
    }

    Bytes done() {
      return Bytes.wrap(bytes);
    }
  }
}
