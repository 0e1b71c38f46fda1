package com.traitly.sender.intake;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of announcements again. Implementations are thread-safe. */
@FunctionalInterface
public interface AnnouncementBodies {
  /**
   * Reads one body.
   *
   * @param done called once, on any thread; with null when the announcement is no longer kept
   */
  void read(Place place, Consumer<byte @Nullable []> done);

  /**
   * Where an announcement is in its topic.
   *
   * @param topic full name
   * @param partition of the topic
   * @param offset in it
   * @param id that the announcement at this offset must have
   */
  record Place(String topic, int partition, long offset, String id) {}
}
