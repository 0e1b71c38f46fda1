package com.traitly.processor.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Keeps the life table's books: which windows are open, how old they are, which were reached, and
 * that nothing counts twice. One step costs as many additions as the window has steps, however many
 * windows are open. Single-threaded.
 */
final class WindowLedger {

  private final GoalShape shape;
  private final LifeTable lifeTable;
  private final TreeMap<Long, Cohort> cohorts = new TreeMap<>();
  private final long memorySteps;
  private long ignored;

  WindowLedger(GoalShape shape, LifeTable lifeTable) {
    this.shape = shape;
    this.lifeTable = lifeTable;
    long span = shape.windowSeconds() + shape.graceSeconds();
    this.memorySteps = 2L * Math.ceilDiv(span, shape.stepSeconds()) + 2L;
  }

  void restore(List<Cohort.State> states, long ignoredBefore) {
    states.forEach(state -> cohorts.put(state.step(), Cohort.restore(state)));
    ignored = ignoredBefore;
  }

  List<Cohort.State> state() {
    List<Cohort.State> states = new ArrayList<>(cohorts.size());
    cohorts.forEach((step, cohort) -> states.add(cohort.state(step)));
    return states;
  }

  /** Messages that came more than a window after their window was closed, and so were dropped. */
  long ignored() {
    return ignored;
  }

  /** Books one calendar step and returns the windows that closed in it for the first time. */
  List<WindowMessage.Closed> book(long step, Inbox.Batch batch) {
    for (WindowMessage.Opened opened : batch.opened()) {
      if (isRemembered(step, opened)) {
        open(step, opened);
      }
    }
    for (WindowMessage.Reached reached : batch.reached()) {
      if (isRemembered(step, reached)) {
        reach(step, reached, reached.reachedAt());
      }
    }
    List<WindowMessage.Closed> closed = new ArrayList<>();
    for (WindowMessage.Closed window : batch.closed()) {
      if (isRemembered(step, window) && close(step, window)) {
        closed.add(window);
      }
    }
    survive(step);
    cohorts.headMap(step - memorySteps).clear();
    return closed;
  }

  private boolean isRemembered(long step, WindowMessage window) {
    boolean remembered = shape.calendarStep(window.openedAt()) >= step - memorySteps;
    ignored += remembered ? 0 : 1;
    return remembered;
  }

  private void open(long step, WindowMessage window) {
    Cohort cohort = cohortOf(window);
    if (cohort.hasTold(window, Cohort.OPENED)) {
      return;
    }
    cohort.tell(window, Cohort.OPENED);
    int counted = agesCounted(step, window);
    for (int age = 0; age < counted; age++) { // what a window that came late has missed
      lifeTable.survived(age);
    }
    if (counted < shape.steps()) {
      cohort.join();
    }
  }

  private void reach(long step, WindowMessage window, long reachedAt) {
    Cohort cohort = cohortOf(window);
    if (cohort.hasTold(window, Cohort.REACHED | Cohort.CLOSED)) {
      return;
    }
    int counted = 0;
    if (cohort.hasTold(window, Cohort.OPENED)) {
      counted = agesCounted(step, window);
      if (counted < shape.steps()) {
        cohort.leave();
      }
    }
    cohort.tell(window, (byte) (Cohort.OPENED | Cohort.REACHED));
    int age = shape.stepReached(window.openedAt(), reachedAt);
    for (int survived = counted; survived < age; survived++) {
      lifeTable.survived(survived);
    }
    long opened = shape.calendarStep(window.openedAt());
    for (int wrong = age; wrong < counted; wrong++) { // told late: it had been taken for open
      lifeTable.retractSurvival(wrong, dayOf(shape, opened + wrong + 1L));
    }
    lifeTable.reached(age);
  }

  private boolean close(long step, WindowMessage.Closed window) {
    Cohort cohort = cohortOf(window);
    if (cohort.hasTold(window, Cohort.CLOSED)) {
      return false;
    }
    Long reachedAt = window.reachedAt();
    if (reachedAt == null) {
      open(step, window);
    } else {
      reach(step, window, reachedAt);
    }
    cohort.tell(window, Cohort.CLOSED);
    return true;
  }

  /** Every cohort passes one age per step: the one whose end lies in this step. */
  private void survive(long step) {
    long oldest = step - shape.steps();
    cohorts
        .subMap(oldest, true, step, false)
        .forEach((opened, cohort) ->
            lifeTable.survived((int) (step - opened - 1L), (double) cohort.open()));
  }

  /** Ages of a window that were counted before this step. */
  private int agesCounted(long step, WindowMessage window) {
    long opened = shape.calendarStep(window.openedAt());
    return (int) Math.clamp(step - opened - 1L, 0L, (long) shape.steps());
  }

  private Cohort cohortOf(WindowMessage window) {
    return cohorts.computeIfAbsent(shape.calendarStep(window.openedAt()), step -> Cohort.empty());
  }

  /** The day, since 1970, in which a calendar step ends. */
  static long dayOf(GoalShape shape, long step) {
    return Math.floorDiv((step + 1L) * shape.stepSeconds() - 1L, GoalShape.DAY);
  }
}
