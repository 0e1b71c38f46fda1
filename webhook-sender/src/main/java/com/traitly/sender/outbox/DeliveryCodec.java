package com.traitly.sender.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes the values of the outbox; the first byte is the version of the layout. */
final class DeliveryCodec {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryCodec.class);
  private static final int VERSION = 1;
  private static final int BESIDE_BODY = 160;

  private DeliveryCodec() {}

  static byte[] write(Delivery delivery) {
    byte[] body = delivery.body().get();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + BESIDE_BODY);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(delivery.announcedAt());
      out.writeLong(delivery.dueAt());
      out.writeInt(delivery.attempts());
      out.writeInt(delivery.superseded());
      out.writeLong(delivery.offset());
      out.writeBoolean(delivery.resent());
      out.writeUTF(delivery.id());
      out.writeUTF(delivery.object());
      out.writeUTF(delivery.goalName());
      out.writeInt(body.length);
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Whether the value is long enough to hold the instant of the announcement. */
  static boolean holdsTime(byte[] value) {
    return value.length >= 1 + Long.BYTES;
  }

  /** The instant of the announcement; read alone, because counting the backlog needs no more. */
  static long announcedAt(byte[] value) {
    return ByteBuffer.wrap(value).getLong(1);
  }

  /** Reads a delivery; null, with an error logged, when it cannot be read. */
  static @Nullable Delivery readIfWhole(DeliveryKey deliveryKey, byte[] value) {
    try {
      return read(value);
    } catch (RuntimeException unreadable) {
      LOG.error(
          "a delivery to endpoint {} is dropped: what is stored of it is unreadable",
          deliveryKey.endpoint().id(),
          unreadable);
      return null;
    }
  }

  static Delivery read(byte[] value) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException("outbox entry of unknown version " + version);
      }
      long announcedAt = in.readLong();
      long dueAt = in.readLong();
      int attempts = in.readInt();
      int superseded = in.readInt();
      long offset = in.readLong();
      boolean resent = in.readBoolean();
      String id = in.readUTF();
      String object = in.readUTF();
      String goalName = in.readUTF();
      Bytes body = Bytes.wrap(in.readNBytes(in.readInt()));
      return new Delivery(
          id, object, goalName, body, announcedAt, dueAt, attempts, superseded, offset, resent);
    } catch (IOException e) {
      throw new UncheckedIOException("outbox entry cut short", e);
    }
  }
}
