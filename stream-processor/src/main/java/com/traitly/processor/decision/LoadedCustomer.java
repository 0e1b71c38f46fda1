package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.goals.CustomerHistory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A customer while one trigger is handled. The history and the profile are read only when they are
 * asked for: most decisions need neither. Belongs to one thread.
 */
public final class LoadedCustomer {
  private final AccountKey key;
  private final CustomerState state;
  private final CustomerTimeline timeline;
  private final Supplier<@Nullable CustomerProfile> stored;
  private @Nullable CustomerProfile changed;
  private @Nullable CustomerHistory history;

  /**
   * A customer.
   *
   * @param state changes with facts and with the decision, which records in it what was announced
   *     and taught
   * @param stored reads the merged profile; null when only events are known
   */
  public LoadedCustomer(
      AccountKey key,
      CustomerState state,
      CustomerTimeline timeline,
      Supplier<@Nullable CustomerProfile> stored) {
    this.key = key;
    this.state = state;
    this.timeline = timeline;
    this.stored = stored;
  }

  public AccountKey key() {
    return key;
  }

  public CustomerState state() {
    return state;
  }

  public CustomerTimeline timeline() {
    return timeline;
  }

  /** The merged profile; null when only events are known. */
  public @Nullable CustomerProfile profile() {
    return changed == null ? stored.get() : changed;
  }

  /** The merged profile if it is to be stored; null when it has not changed. */
  public @Nullable CustomerProfile changedProfile() {
    return changed;
  }

  /** Puts a changed profile in place. */
  public void profile(CustomerProfile now) {
    changed = now;
  }

  /** All facts of the customer; to be asked for when all new ones are applied. */
  public CustomerHistory history() {
    CustomerHistory read = history;
    if (read == null) {
      read = timeline.history(Long.MIN_VALUE);
      history = read;
    }
    return read;
  }
}
