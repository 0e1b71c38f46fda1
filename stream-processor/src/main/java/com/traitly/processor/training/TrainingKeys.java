package com.traitly.processor.training;

import com.traitly.contracts.model.AccountKey;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.registry.Course;
import com.traitly.streams.list.Keys;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of what trainers keep beside their records.
 *
 * <ul>
 *   <li>waiting: goal, version, round, step, kind, instant, opening, customer
 *   <li>told: goal, version, round, opening, digest
 *   <li>unclaimed: an empty text, number, goal
 * </ul>
 */
public final class TrainingKeys {
  /** The prefix of all unclaimed messages; the keys of all goals come after. */
  static final Bytes PARKED = Bytes.wrap(Keys.text(""));

  private TrainingKeys() {}

  /** The prefix of all keys of a round of learning. */
  public static Bytes course(AccountKey goal, Course course) {
    return course(goal.toString(), course.goalVersion(), course.round());
  }

  /** The part of a key that {@link #course} makes. */
  static Bytes courseOf(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    return course(reader.text(), reader.number(), reader.number());
  }

  private static Bytes course(String goal, long version, long round) {
    return Keys.join(Keys.text(goal), Keys.number(version), Keys.number(round));
  }

  /** The key of a message that waits for a step. */
  static Bytes waiting(Bytes course, long step, WindowMessage message) {
    return Keys.join(
        course.get(),
        Keys.number(step),
        new byte[] {(byte) message.rank()},
        Keys.number(message.instant()),
        Keys.number(message.openedAt()),
        message.customer().getBytes(StandardCharsets.UTF_8));
  }

  static long step(Bytes course, Bytes waiting) {
    Keys.Reader reader = new Keys.Reader(waiting.get());
    reader.skip(course.get().length);
    return reader.number();
  }

  /** The key of what was learnt of a window. */
  static Bytes told(Bytes course, WindowMessage window) {
    return Keys.join(course.get(), Keys.number(window.openedAt()), Keys.number(digest(window)));
  }

  /** The lower bound of a round's keys that continue with this number or a higher one. */
  static Bytes from(Bytes course, long number) {
    return Keys.join(course.get(), Keys.number(number));
  }

  static Bytes parked(long number, AccountKey goal) {
    return Keys.join(PARKED.get(), Keys.number(number), Keys.text(goal.toString()));
  }

  /** FNV-1a over both parts of the identity, then mixed so that near keys lie far apart. */
  private static long digest(WindowMessage window) {
    long hash = 0xcbf29ce484222325L ^ window.openedAt();
    String customer = window.customer();
    for (int i = 0; i < customer.length(); i++) {
      hash = (hash ^ customer.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 29);
  }
}
