package com.traitly.prediction.features;

/**
 * The state of one window as of an instant: all that a prediction may look at. Immutable.
 *
 * @param openedAt start of the window, epoch milliseconds
 * @param asOf the instant described, epoch milliseconds; nothing later is counted
 * @param counts what the customer did up to {@code asOf}
 * @param entry what was true when the window opened
 */
public record WindowSnapshot(
    long openedAt, long asOf, SignalCounts counts, BaselineCovariates entry) {

  /** The same facts at a later instant, as if only time had passed. */
  public WindowSnapshot at(long instant) {
    return new WindowSnapshot(openedAt, instant, counts, entry);
  }

  /**
   * The state after doing a signal once more, at this instant.
   *
   * @param slot see {@link FeatureSpace#slot(String)}
   */
  public WindowSnapshot afterDoing(int slot) {
    SignalCounts after = counts.copy();
    after.count(slot, true, 1L, asOf);
    return new WindowSnapshot(openedAt, asOf, after, entry);
  }
}
