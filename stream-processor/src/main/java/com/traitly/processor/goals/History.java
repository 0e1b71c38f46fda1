package com.traitly.processor.goals;

import com.traitly.processor.prediction.TimedEvent;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a customer that goals look at. Immutable.
 *
 * @param createdAt when the customer was created, if that is known
 * @param profiles versions of the profile, oldest first
 * @param firstEventAt when the customer first did something; {@code Long.MAX_VALUE} when never
 * @param events in any order
 */
public record History(
    OptionalLong createdAt,
    List<ProfileVersion> profiles,
    long firstEventAt,
    List<TimelineEntry> events) {

  /** The profile in force at an instant; before the first version, the first. */
  public @Nullable ProfileVersion profileAt(long instant) {
    return profileAt(profiles, instant);
  }

  static @Nullable ProfileVersion profileAt(List<ProfileVersion> profiles, long instant) {
    ProfileVersion found = profiles.isEmpty() ? null : profiles.getFirst();
    for (ProfileVersion version : profiles) {
      if (version.from() <= instant) {
        found = version;
      }
    }
    return found;
  }

  /** The events as a model reads them, by instant; those of one instant in a fixed order. */
  public List<TimedEvent> inTimeOrder() {
    return events.stream()
        .sorted(Comparator.comparingLong(TimelineEntry::at).thenComparing(TimelineEntry::name))
        .map(entry -> new TimedEvent(entry.name(), entry.at()))
        .toList();
  }
}
