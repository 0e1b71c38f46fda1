package com.traitly.processor.prediction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Messages that wait for their calendar step to be over. Hands them out in an order that does not
 * depend on their arrival. Single-threaded.
 */
final class Inbox {

  private static final Comparator<WindowMessage.Reached> BY_INSTANT =
      Comparator.comparingLong(WindowMessage.Reached::reachedAt);

  private final GoalShape shape;
  private final TreeMap<Long, Batch> batches = new TreeMap<>();

  Inbox(GoalShape shape) {
    this.shape = shape;
  }

  void add(WindowMessage message) {
    Batch batch = batches.computeIfAbsent(stepOf(message), step -> Batch.empty());
    switch (message) {
      case WindowMessage.Opened opened -> batch.opened().add(opened);
      case WindowMessage.Reached reached -> batch.reached().add(reached);
      case WindowMessage.Closed closed -> batch.closed().add(closed);
    }
  }

  /** The calendar step that a message is about. */
  long stepOf(WindowMessage message) {
    return shape.calendarStep(
        switch (message) {
          case WindowMessage.Opened opened -> opened.openedAt();
          case WindowMessage.Reached reached -> reached.reachedAt();
          case WindowMessage.Closed closed -> shape.releaseOf(closed.openedAt());
        });
  }

  void addAll(Batch batch) {
    batch.opened().forEach(this::add);
    batch.reached().forEach(this::add);
    batch.closed().forEach(this::add);
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  long firstStep() {
    return batches.firstKey();
  }

  /** Removes everything due in the step or before it: what came late joins the next step. */
  Batch takeUpTo(long step) {
    Collection<Batch> due = batches.headMap(step, true).values();
    Batch taken = merge(due);
    due.clear();
    return taken;
  }

  Batch pending() {
    return merge(batches.values());
  }

  private static Batch merge(Collection<Batch> batches) {
    Batch all = Batch.empty();
    for (Batch batch : batches) {
      all.opened().addAll(batch.opened());
      all.reached().addAll(batch.reached());
      all.closed().addAll(batch.closed());
    }
    all.opened().sort(WindowMessage.ORDER);
    all.reached().sort(BY_INSTANT.thenComparing(WindowMessage.ORDER));
    all.closed().sort(WindowMessage.ORDER);
    return all;
  }

  /** Messages by kind, each list in its canonical order. */
  record Batch(
      List<WindowMessage.Opened> opened,
      List<WindowMessage.Reached> reached,
      List<WindowMessage.Closed> closed) {

    static Batch empty() {
      return new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }
}
