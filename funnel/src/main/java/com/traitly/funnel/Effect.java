package com.traitly.funnel;

import java.util.List;

/**
 * One kind of event and what it truly does. {@link #ALL} is the whole truth of the simulation.
 *
 * @param event the event's name
 * @param kind what doing it means for the outcome
 * @param baseRate times a day a fresh customer of average intent does it
 * @param intentLoad how strongly intent drives it: the rate is multiplied by exp(load · intent)
 * @param hazardFactor what each of the first {@link #COUNTED} times multiplies the customer's daily
 *     hazard of {@link #TARGET} by; 1 for events that cause nothing
 */
public record Effect(
    String event, Kind kind, double baseRate, double intentLoad, double hazardFactor) {

  /** The outcome the funnel leads to. */
  public static final String TARGET = "Subscribed";

  /** Doing something more often than this changes the hazard no further. */
  public static final int COUNTED = 2;

  /** Daily hazard of {@link #TARGET} of a customer of average intent who has done nothing. */
  static final double BASE_HAZARD = 0.0018;

  /** How strongly intent itself drives the hazard. */
  static final double HAZARD_INTENT_LOAD = 0.6;

  /** Every kind of event there is, besides the target. */
  public static final List<Effect> ALL =
      List.of(
          new Effect("Logged in", Kind.CORRELATED, 0.55, 0.5, 1.0),
          new Effect("Viewed Pricing", Kind.CORRELATED, 0.06, 0.9, 1.0),
          new Effect("Connect Data Source", Kind.CAUSAL, 0.05, 0.2, 3.5),
          new Effect("Style Widget", Kind.CAUSAL, 0.09, 0.2, 2.0),
          new Effect("Invite Teammate", Kind.CAUSAL, 0.06, 0.1, 2.6),
          new Effect("Hit Error", Kind.HARMFUL, 0.06, 0.0, 0.35),
          new Effect("Changed Avatar", Kind.NEUTRAL, 0.05, 0.0, 1.0));

  /** What doing an event means for the outcome. */
  public enum Kind {
    /** Makes the outcome likelier. */
    CAUSAL,
    /** Goes along with the outcome, because the same intent is behind both. */
    CORRELATED,
    /** Makes the outcome less likely. */
    HARMFUL,
    /** Has nothing to do with the outcome. */
    NEUTRAL
  }

  /** The names of all events of a kind, in the order of the table. */
  public static List<String> named(Kind kind) {
    return ALL.stream().filter(effect -> effect.kind() == kind).map(Effect::event).toList();
  }
}
