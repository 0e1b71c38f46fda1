package com.traitly.processor.goals;

import com.traitly.processor.goals.ProfileHistory.Entry;
import com.traitly.processor.goals.ProfileHistory.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's profile as of one moment. A field that no fact has set by then takes its value from
 * the first fact after it, and is known only if that fact holds from within an hour: a profile is
 * often sent a little after the customer was created.
 *
 * @param creation whether the first of the facts at this very instant counts, not the last
 */
public record ProfileView(ProfileHistory history, Moment moment, boolean creation) {
  private static final long KNOWN_WITHIN = Duration.ofHours(1).toMillis();

  /** A field's value, and whether it is known or taken from a later fact. */
  private record Found(ProfileValue value, boolean known) {}

  /** The value of a field; {@link ProfileValue#NONE} when it has none. */
  public ProfileValue value(String field) {
    return find(field).value();
  }

  /** Whether the field's value is known at this moment, not inferred from a later fact. */
  public boolean knows(String field) {
    return find(field).known();
  }

  /** The plan; null when there is none. */
  public @Nullable String plan() {
    ProfileValue plan = value(ProfileField.PLAN);
    return plan.kind() == ProfileValue.Kind.TEXT ? plan.text() : null;
  }

  private Found find(String field) {
    Entry said = saidBy(history.entries(field));
    Moment cleared = clearedBy(field);
    if (cleared != null && (said == null || cleared.compareTo(said.since()) > 0)) {
      return new Found(ProfileValue.NONE, true);
    }
    return said != null ? new Found(said.value(), true) : later(field);
  }

  private @Nullable Entry saidBy(List<Entry> entries) {
    Entry newest = null;
    for (Entry each : entries) {
      if (each.since().compareTo(moment) > 0) {
        break;
      }
      if (creation && each.since().at() == moment.at()) {
        return each;
      }
      newest = each;
    }
    return newest;
  }

  private @Nullable Moment clearedBy(String field) {
    if (!ProfileField.isAttribute(field)) {
      return null;
    }
    return creation
        ? history.clears().lower(new Moment(moment.at(), 0))
        : history.clears().floor(moment);
  }

  /** A fact that gives the plan describes the whole customer: fields it leaves out had no value. */
  private Found later(String field) {
    Entry first = first(field);
    Entry whole = first(ProfileField.PLAN);
    if (whole != null && (first == null || whole.since().compareTo(first.since()) < 0)) {
      return new Found(ProfileValue.NONE, isSoon(whole));
    }
    return first == null
        ? new Found(ProfileValue.NONE, true)
        : new Found(first.value(), isSoon(first));
  }

  private @Nullable Entry first(String field) {
    List<Entry> entries = history.entries(field);
    return entries.isEmpty() ? null : entries.getFirst();
  }

  private boolean isSoon(Entry entry) {
    return entry.since().at() <= moment.at() + KNOWN_WITHIN;
  }
}
