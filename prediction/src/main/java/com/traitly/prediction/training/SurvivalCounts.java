package com.traitly.prediction.training;

import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.training.TrainerState.Cohort;
import java.util.List;
import java.util.TreeMap;

/**
 * Feeds the life table: it knows which windows are open, how old they are and which were reached,
 * and counts nothing twice. One step costs as many additions as the window has steps, however many
 * windows are open. Single-threaded.
 */
final class SurvivalCounts {

  private final TimeGrid shape;
  private final LifeTable lifeTable;
  private final TrainerWindows windows;
  private final TreeMap<Long, Long> open = new TreeMap<>();
  private final long memorySteps;
  private long ignored;

  SurvivalCounts(TrainerState state, LifeTable lifeTable, TrainerWindows windows) {
    shape = state.shape();
    this.lifeTable = lifeTable;
    this.windows = windows;
    long span = shape.windowMillis() + shape.graceMillis();
    memorySteps = 2L * Math.ceilDiv(span, shape.stepMillis()) + 2L;
    state.cohorts().forEach(cohort -> open.put(cohort.step(), cohort.open()));
    ignored = state.ignored();
  }

  List<Cohort> cohorts() {
    return open.entrySet().stream()
        .map(each -> new Cohort(each.getKey(), each.getValue()))
        .toList();
  }

  /** Messages that were dropped because they came more than a window after their window closed. */
  long ignored() {
    return ignored;
  }

  /**
   * Counts a message in one calendar step; returns whether it closed a window for the first time.
   */
  boolean book(long step, WindowMessage message) {
    if (shape.calendarStep(message.openedAt()) < step - memorySteps) {
      ignored++;
      return false;
    }
    int told = windows.told(message);
    int tells =
        switch (message) {
          case WindowMessage.Opened opened -> open(step, opened, told);
          case WindowMessage.Reached reached -> reach(step, reached, reached.reachedAt(), told);
          case WindowMessage.Closed closed -> close(step, closed, told);
          case WindowMessage.Withdrawn withdrawn -> withdraw(step, withdrawn, told);
        };
    if (tells != told) {
      windows.tell(message, tells);
    }
    return (tells & ~told & TrainerWindows.CLOSED) != 0;
  }

  /** Ends a calendar step. */
  void end(long step) {
    survive(step);
    open.headMap(step - memorySteps).clear();
    windows.forgetBefore((step - memorySteps) * shape.stepMillis());
  }

  private int open(long step, WindowMessage window, int told) {
    if ((told & TrainerWindows.OPENED) != 0) {
      return told;
    }
    int counted = agesCounted(step, window);
    for (int age = 0; age < counted; age++) { // the ages that a late window has missed
      lifeTable.survived(age);
    }
    if (counted < shape.steps()) {
      count(window, 1L);
    }
    return told | TrainerWindows.OPENED;
  }

  private int reach(long step, WindowMessage window, long reachedAt, int told) {
    if ((told & (TrainerWindows.REACHED | TrainerWindows.CLOSED)) != 0) {
      return told;
    }
    int counted = 0;
    if ((told & TrainerWindows.OPENED) != 0) {
      counted = agesCounted(step, window);
      if (counted < shape.steps()) {
        count(window, -1L);
      }
    }
    int age = shape.stepReached(window.openedAt(), reachedAt);
    for (int survived = counted; survived < age; survived++) {
      lifeTable.survived(survived);
    }
    long opened = shape.calendarStep(window.openedAt());
    for (int wrong = age; wrong < counted; wrong++) { // late: it was counted as open
      lifeTable.retractSurvival(wrong, dayOf(shape, opened + wrong + 1L));
    }
    lifeTable.reached(age);
    return told | TrainerWindows.OPENED | TrainerWindows.REACHED;
  }

  private int close(long step, WindowMessage.Closed window, int told) {
    if ((told & TrainerWindows.CLOSED) != 0) {
      return told;
    }
    Long reachedAt = window.reachedAt();
    int before =
        reachedAt == null ? open(step, window, told) : reach(step, window, reachedAt, told);
    return before | TrainerWindows.CLOSED;
  }

  /** Takes back what was counted; a later message about the window counts nothing. */
  private int withdraw(long step, WindowMessage.Withdrawn window, int told) {
    if ((told & TrainerWindows.CLOSED) != 0) {
      return told;
    }
    Long reachedAt = window.reachedAt();
    if ((told & TrainerWindows.REACHED) != 0 && reachedAt != null) {
      int age = shape.stepReached(window.openedAt(), reachedAt);
      retractSurvivals(window, age);
      lifeTable.retractReached(age, dayOf(shape, shape.calendarStep(reachedAt)));
    } else if (told == TrainerWindows.OPENED) {
      int counted = agesCounted(step, window);
      if (counted < shape.steps()) {
        count(window, -1L);
      }
      retractSurvivals(window, counted);
    }
    return told | TrainerWindows.OPENED | TrainerWindows.CLOSED;
  }

  private void retractSurvivals(WindowMessage window, int ages) {
    long opened = shape.calendarStep(window.openedAt());
    for (int age = 0; age < ages; age++) {
      lifeTable.retractSurvival(age, dayOf(shape, opened + age + 1L));
    }
  }

  /** Counts one age of every cohort: the age whose end lies in this step. */
  private void survive(long step) {
    long oldest = step - shape.steps();
    open.subMap(oldest, true, step, false)
        .forEach((opened, windowsOpen) ->
            lifeTable.survived((int) (step - opened - 1L), (double) windowsOpen));
  }

  /** How many ages of a window were counted before this step. */
  private int agesCounted(long step, WindowMessage window) {
    long opened = shape.calendarStep(window.openedAt());
    return (int) Math.clamp(step - opened - 1L, 0L, (long) shape.steps());
  }

  private void count(WindowMessage window, long change) {
    open.merge(shape.calendarStep(window.openedAt()), change, Long::sum);
  }

  /** The day, since 1970, in which a calendar step ends. */
  static long dayOf(TimeGrid shape, long step) {
    return Math.floorDiv((step + 1L) * shape.stepMillis() - 1L, TimeGrid.DAY);
  }
}
