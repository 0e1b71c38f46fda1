package com.traitly.sender.intake;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of announcements again. Implementations are thread-safe. */
@FunctionalInterface
public interface AnnouncementBodies {
  /**
   * Reads one.
   *
   * @param done told once, on any thread; null when the announcement is no longer kept
   */
  void read(Place place, Consumer<byte @Nullable []> done);

  /**
   * Where an announcement stands.
   *
   * @param topic full name
   * @param partition of the topic
   * @param offset in it
   * @param id that the announcement there has to have
   */
  record Place(String topic, int partition, long offset, String id) {}
}
