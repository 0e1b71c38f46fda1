package com.traitly.prediction.training;

import org.jspecify.annotations.Nullable;

/**
 * The single windows of a {@link Trainer}: messages that wait to be learnt, and marks of what was
 * learnt, by which repeated messages are noticed. They are too many for a trainer's state, so they
 * are kept elsewhere; an implementation keeps them and {@link Trainer#state} as of the same moment.
 * Single-threaded.
 */
public interface TrainerWindows {
  /** Mark of a window that is known to have opened; the marks of one window are added up. */
  int OPENED = 1;

  /** Mark of a window whose goal was reached. */
  int REACHED = 2;

  /** Mark of a window whose time is over. */
  int CLOSED = 4;

  /** Keeps a message until its calendar step is learnt; the same message twice is kept once. */
  void put(long step, WindowMessage message);

  /**
   * The first message that waits for this step or an earlier one; null when there is none. The
   * order is by step, then by {@link WindowMessage#ORDER}.
   */
  @Nullable WindowMessage first(long upToStep);

  /** Removes the message that {@link #first} returned last. */
  void removeFirst();

  /** The marks of a window; 0 when it has none, or none any more. */
  int told(WindowMessage window);

  /** Sets the marks of a window. */
  void tell(WindowMessage window, int marks);

  /** Allows dropping the marks of windows that opened before this instant, epoch milliseconds. */
  void forgetBefore(long openedAt);
}
