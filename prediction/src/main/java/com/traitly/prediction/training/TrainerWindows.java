package com.traitly.prediction.training;

import org.jspecify.annotations.Nullable;

/**
 * The single windows that a {@link Trainer} has to do with: what was told of them and waits to be
 * learnt, and what of it was learnt already, to see through messages that come twice. There are too
 * many for a trainer's state, so they lie elsewhere; whoever keeps them keeps them and {@link
 * Trainer#state} as of the same moment. Single-threaded.
 */
public interface TrainerWindows {
  /** The window is known to have opened; all that was learnt of one is such marks, added up. */
  int OPENED = 1;

  /** The window's goal was reached. */
  int REACHED = 2;

  /** The window's time is over. */
  int CLOSED = 4;

  /** Lets a message wait for a calendar step; the same one twice waits once. */
  void put(long step, WindowMessage message);

  /**
   * The first message that waits for this step or one before: first by step, then those that opened
   * before those reached before those closed, then by {@link WindowMessage#instant} and by {@link
   * WindowMessage#ORDER}; null when there is none.
   */
  @Nullable WindowMessage first(long upToStep);

  /** Removes what {@link #first} gave last. */
  void removeFirst();

  /** What was learnt of a window; 0 when nothing, or nothing any more. */
  int told(WindowMessage window);

  /** Remembers what was learnt of a window. */
  void tell(WindowMessage window, int marks);

  /** What was learnt of windows that opened before this instant, epoch milliseconds, may go. */
  void forgetBefore(long openedAt);
}
