package com.traitly.sender.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.utils.Bytes;

/**
 * One announcement for one endpoint. Instants are UNIX milliseconds.
 *
 * @param id of the announcement, sent as {@code webhook-id}
 * @param object kind of announcement
 * @param goalName which goal
 * @param body exactly as announced
 * @param announcedAt when it was announced
 * @param dueAt the next attempt is not made before this instant
 * @param attempts made so far
 * @param superseded how many older messages this one replaced
 * @param offset of the announcement in its topic, in the customer's partition
 * @param resent whether somebody asked to send it again, so that no newer message replaces it
 */
public record Delivery(
    String id,
    String object,
    String goalName,
    Bytes body,
    long announcedAt,
    long dueAt,
    int attempts,
    int superseded,
    long offset,
    boolean resent) {
  private static final int VERSION = 1;
  private static final int BESIDE_BODY = 160;

  /** A delivery that is sent once more, from the beginning of the retry schedule. */
  public static Delivery resent(
      String id, String object, String goalName, Bytes body, long now, long offset) {
    return new Delivery(id, object, goalName, body, now, now, 0, 0, offset, true);
  }

  /** This delivery after one more attempt, due again at an instant. */
  Delivery again(long at) {
    return at(at, attempts + 1, superseded);
  }

  Delivery superseding(int more) {
    return at(dueAt, attempts, superseded + more);
  }

  Delivery dueAt(long instant) {
    return at(instant, attempts, superseded);
  }

  private Delivery at(long due, int made, int older) {
    return new Delivery(id, object, goalName, body, announcedAt, due, made, older, offset, resent);
  }

  boolean sameSubject(Delivery other) {
    return object.equals(other.object) && goalName.equals(other.goalName);
  }

  /** The value of the outbox; its first byte is the version of the layout. */
  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.get().length + BESIDE_BODY);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(announcedAt);
      out.writeLong(dueAt);
      out.writeInt(attempts);
      out.writeInt(superseded);
      out.writeLong(offset);
      out.writeBoolean(resent);
      out.writeUTF(id);
      out.writeUTF(object);
      out.writeUTF(goalName);
      out.writeInt(body.get().length);
      out.write(body.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads {@link #write}. */
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
