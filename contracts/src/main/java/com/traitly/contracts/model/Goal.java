package com.traitly.contracts.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A named outcome with a window and steps.
 *
 * @param name unique within the account
 * @param version grows by one with each save; the first is the UNIX millisecond of saving, so a
 *     goal that is deleted and defined again never repeats a version
 * @param entry what enrols a customer
 * @param windowMillis length of the goal window
 * @param target conditions; the first that is met inside the window reaches the goal
 * @param steps what may be recommended
 * @param reentersAlways whether an entry event outside a window opens a new one
 * @param signals the events that the model may use besides the steps
 * @param maxRecommendations the most next actions that are shown
 * @param priority a lookup that names no goal gets the open one with the highest priority
 * @param minDelta the least change of likelihood worth announcing
 */
public record Goal(
    String name,
    long version,
    Entry entry,
    long windowMillis,
    List<Condition> target,
    List<GoalStep> steps,
    boolean reentersAlways,
    Signals signals,
    int maxRecommendations,
    int priority,
    double minDelta) {

  /** How long a draft (a goal that is only tried on stored history) is kept with its results. */
  public static final Duration DRAFT_KEPT = Duration.ofHours(1);

  /**
   * What enrols a customer.
   *
   * @param trigger the anchor of the window
   * @param where allowed values at entry, by field: {@code plan} or a custom attribute; all fields
   *     must match
   */
  public record Entry(Trigger trigger, Map<String, Set<Scalar>> where) {}

  /** The anchor of a goal window. */
  public sealed interface Trigger {
    /**
     * Anchored each time the customer's profile begins to meet a condition, creation included.
     *
     * @param where allowed values by field, as in {@link Entry}
     */
    record CustomerChanged(Map<String, Set<Scalar>> where) implements Trigger {}

    /** Anchored at the customer's creation. */
    record CustomerCreated() implements Trigger {}

    /** Anchored at an event of this name: the first, or with re-entry each one outside a window. */
    record EventHappened(String eventName) implements Trigger {}
  }

  /** One way to reach the goal. */
  public sealed interface Condition {
    /** The event happened this many times inside the window. */
    record EventCount(String eventName, int count) implements Condition {}

    /** The customer is on one of these plans. */
    record OnPlan(Set<String> plans) implements Condition {}

    /** The monthly payment is above this amount. */
    record PaymentAbove(Scalar.Numeral amount) implements Condition {}

    /** A custom attribute {@linkplain Scalar#isAmong is among} these. */
    record AttributeIn(String name, Set<Scalar> values) implements Condition {}

    /** A custom attribute is a number above this one. */
    record AttributeAbove(String name, Scalar.Numeral amount) implements Condition {}
  }

  /** Which events the prediction may use besides the steps. */
  public sealed interface Signals {
    /** The account's most frequent events. */
    record Auto() implements Signals {}

    /** Exactly these events. */
    record Named(List<String> eventNames) implements Signals {}
  }
}
