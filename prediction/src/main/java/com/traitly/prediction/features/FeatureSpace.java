package com.traitly.prediction.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The events that a goal's model looks at, frozen when the goal version is trained. Names the
 * components of the model's input x = [1, logit of the life table, features]. Immutable.
 *
 * @param signals distinct event names, at most 32, in a fixed order; every other name counts as
 *     "other"
 */
public record FeatureSpace(List<String> signals) {

  /** The most event names that a model tells apart. */
  public static final int MAX_SIGNALS = 32;

  static final int PER_SIGNAL = 3;
  public static final int GLOBALS = 8;
  static final int PLAN_SLOTS = 8;

  /** Pairs of globals whose product tells more than their sum. */
  public static final List<Pair> PAIRS = List.of(new Pair(3, 4), new Pair(3, 6), new Pair(4, 5));

  /** Components of x in front of the features: the constant and the life table's logit. */
  public static final int LEADING = 2;

  private static final List<String> GLOBAL_NAMES =
      List.of(
          "events in window",
          "distinct events in window",
          "days since last event",
          "previous windows",
          "previous windows reached",
          "tenure",
          "target rate so far",
          "silence against target rate",
          "monthly payment");

  public FeatureSpace {
    signals = List.copyOf(signals);
    if (signals.size() > MAX_SIGNALS || Set.copyOf(signals).size() != signals.size()) {
      throw new IllegalArgumentException("at most 32 distinct signals, not " + signals);
    }
  }

  /** Slots of {@link SignalCounts}: the signals and "other". */
  public int slots() {
    return signals.size() + 1;
  }

  /** The slot of an event name; the slot of "other" for a name that is not a signal. */
  public int slot(String event) {
    int slot = signals.indexOf(event);
    return slot < 0 ? signals.size() : slot;
  }

  /** Length of x. */
  public int dimension() {
    return crossesAt() + 2 * GLOBALS + PAIRS.size() + 2 * slots();
  }

  /** Length of an example's features: x without what the trainer adds at its start and its end. */
  public int features() {
    return PER_SIGNAL * slots() + GLOBALS + 1 + PLAN_SLOTS;
  }

  /**
   * Where the products begin in x. They are, in order: each global times the life table's logit,
   * each global squared, the pairs, each signal's recency times the age of the window, and the
   * fourth power of each recency, if the signal was done in the window.
   */
  public int crossesAt() {
    return LEADING + features();
  }

  /** Where the globals begin in x. */
  public int summariesAt() {
    return LEADING + PER_SIGNAL * slots();
  }

  /** Readable names of the components of x, in order. */
  public List<String> names() {
    List<String> events = new ArrayList<>(signals);
    events.add("other events");
    List<String> names = new ArrayList<>(List.of("base rate", "time in window"));
    events.forEach(event -> names.add(event + ": in window"));
    events.forEach(event -> names.add(event + ": before window"));
    events.forEach(event -> names.add(event + ": recency"));
    names.addAll(GLOBAL_NAMES);
    for (int slot = 1; slot <= PLAN_SLOTS; slot++) {
      names.add("plan group " + slot);
    }
    List<String> globals = GLOBAL_NAMES.subList(0, GLOBALS);
    globals.forEach(global -> names.add(global + " × time in window"));
    globals.forEach(global -> names.add(global + ", squared"));
    PAIRS.forEach(pair -> names.add(globals.get(pair.a()) + " × " + globals.get(pair.b())));
    events.forEach(event -> names.add(event + ": recency × age of window"));
    events.forEach(event -> names.add(event + ": just done in window"));
    return List.copyOf(names);
  }

  /** Two globals, by their indexes. */
  public record Pair(int a, int b) {}
}
