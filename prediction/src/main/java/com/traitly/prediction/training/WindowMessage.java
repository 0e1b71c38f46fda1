package com.traitly.prediction.training;

import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.Timeline;
import com.traitly.prediction.features.TrainingExample;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to a goal's trainer about a window, which its customer and its opening identify. It may
 * come twice, late or in any order; the trainer corrects that.
 */
public sealed interface WindowMessage {

  /** The order in which the messages of one step are learnt, whatever order they came in. */
  Comparator<WindowMessage> ORDER =
      Comparator.comparingInt(WindowMessage::rank)
          .thenComparingLong(WindowMessage::instant)
          .thenComparingLong(WindowMessage::openedAt)
          .thenComparing(WindowMessage::customer);

  /** The customer of the window. */
  String customer();

  /** Start of the window, epoch milliseconds. */
  long openedAt();

  /**
   * The instant that the message is about, epoch milliseconds; messages of one kind are sorted by
   * it.
   */
  default long instant() {
    return openedAt();
  }

  /**
   * Ranks the kinds: windows open, then are reached, then are closed or withdrawn. Stores keep this
   * number.
   */
  default int rank() {
    return switch (this) {
      case Opened opened -> 0;
      case Reached reached -> 1;
      case Closed closed -> 2;
      case Withdrawn withdrawn -> 3;
    };
  }

  /** The calendar step of a goal's grid in which the message is learnt when it is not late. */
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
   * @param rows the sampled examples in time order, see {@link Timeline#rows}; must not be changed
   */
  record Closed(
      String customer, long openedAt, @Nullable Long reachedAt, List<TrainingExample> rows)
      implements WindowMessage {
    @Override
    public long calendarStep(TimeGrid grid) {
      return grid.calendarStep(grid.releaseOf(openedAt));
    }
  }

  /**
   * The customer does not have the window any more: it counts as if it had never been, unless it is
   * closed already.
   *
   * @param reachedAt when it was reached, as was told; {@code null} if that was not told
   * @param at when it was withdrawn, epoch milliseconds
   */
  record Withdrawn(String customer, long openedAt, @Nullable Long reachedAt, long at)
      implements WindowMessage {
    @Override
    public long instant() {
      return at;
    }
  }
}
