package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.Recommendation;
import com.traitly.processor.customer.ReportEntry;
import com.traitly.processor.training.TrainingMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a change of a customer; each list is in the order of sending. Immutable.
 *
 * @param transitions windows that were entered, reached, left or ran out
 * @param withdrawals goals of which nothing that was announced of the customer holds any more
 * @param announcements messages to endpoints and consumers
 * @param lessons messages to trainers
 * @param reports changes of goals' reports
 * @param nextLook when to decide again without a new fact, UNIX milliseconds; {@link #NEVER}
 */
public record Effects(
    List<GoalTransition> transitions,
    List<String> withdrawals,
    List<Announcement> announcements,
    List<Lesson> lessons,
    List<ReportChange> reports,
    long nextLook) {
  /** The customer need not be looked at again without a new fact. */
  public static final long NEVER = Long.MAX_VALUE;

  public Effects {
    transitions = List.copyOf(transitions);
    withdrawals = List.copyOf(withdrawals);
    announcements = List.copyOf(announcements);
    lessons = List.copyOf(lessons);
    reports = List.copyOf(reports);
  }

  /**
   * An announcement about a customer.
   *
   * @param openedAt start of the window it is about: one trigger may end a window and open the next
   * @param sequence grows by one with each announcement of the customer
   */
  public record Announcement(
      AnnouncementObject object, Recommendation recommendation, long openedAt, long sequence) {}

  /** A message to the trainer of a goal or of a draft. */
  public record Lesson(AccountKey goal, TrainingMessage message) {}

  /**
   * A change of a customer's entry in a goal's report.
   *
   * @param before null when there was none
   */
  public record ReportChange(String goalName, @Nullable ReportEntry before, ReportEntry after) {}
}
