package com.traitly.processor.training;

import com.traitly.prediction.training.WindowMessage;
import java.util.Map;

/**
 * What a partition tells the learner of a goal, in this order: which events there are, what became
 * of each window, and when all stored history has been told.
 */
public sealed interface TrainingMessage {
  /** The run of learning that it is for. */
  Course course();

  /**
   * How often each event name occurs among the partition's customers.
   *
   * @param partition who tells
   * @param counts by event name, the most frequent ones
   */
  record Vocabulary(Course course, int partition, Map<String, Long> counts)
      implements TrainingMessage {}

  /** What became of a window. */
  record Window(Course course, WindowMessage message) implements TrainingMessage {}

  /**
   * History was loaded that changes what was told of windows whose time is over.
   *
   * @param windows how many
   */
  record Changed(Course course, long windows) implements TrainingMessage {}

  /** All stored history of the partition has been told. */
  record Replayed(Course course, int partition) implements TrainingMessage {}
}
