package com.traitly.prediction.training;

import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.Timeline;
import com.traitly.prediction.features.TrainingExample;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the trainer of a goal is told about a window, which customer and opening together identify.
 * A message may come twice, late or in any order; the trainer puts that right.
 */
public sealed interface WindowMessage {

  /** The order in which the windows of one step are taken, whatever order they came in. */
  Comparator<WindowMessage> ORDER =
      Comparator.comparingLong(WindowMessage::openedAt).thenComparing(WindowMessage::customer);

  /** Whose window. */
  String customer();

  /** Start of the window, epoch milliseconds. */
  long openedAt();

  /** What the message is sorted by first: the instant it is about, epoch milliseconds. */
  default long instant() {
    return openedAt();
  }

  /** The calendar step of a goal's grid in which the message is learnt when it comes in time. */
  default long calendarStep(TimeGrid grid) {
    return grid.calendarStep(instant());
  }

  /** The window opened. */
  record Opened(String customer, long openedAt) implements WindowMessage {}

  /**
   * The window's goal was reached.
   *
   * @param reachedAt epoch milliseconds, inside the window
   */
  record Reached(String customer, long openedAt, long reachedAt) implements WindowMessage {
    @Override
    public long instant() {
      return reachedAt;
    }
  }

  /**
   * The time of the window is over, grace included, whether it was reached or not.
   *
   * @param reachedAt when it was reached, {@code null} if it was not
   * @param rows the sampled examples in time order, see {@link Timeline#rows}; not to be changed
   */
  record Closed(
      String customer, long openedAt, @Nullable Long reachedAt, List<TrainingExample> rows)
      implements WindowMessage {
    @Override
    public long calendarStep(TimeGrid grid) {
      return grid.calendarStep(grid.releaseOf(openedAt));
    }
  }
}
