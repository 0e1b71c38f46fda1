package com.traitly.processor.training;

import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.registry.Course;
import java.util.Map;

/**
 * What a partition tells the trainer of a goal, in this order: its counts of events, what became of
 * each window, and that all stored history has been told.
 */
public sealed interface TrainingMessage {
  /** The round of learning that it is for. */
  Course course();

  /**
   * How often each event name occurs among the partition's customers.
   *
   * @param partition the partition that sends it
   * @param counts by event name, the most frequent ones
   */
  record Vocabulary(Course course, int partition, Map<String, Long> counts)
      implements TrainingMessage {}

  /** What became of a window. */
  record Window(Course course, WindowMessage message) implements TrainingMessage {}

  /**
   * Newly loaded history changes what was told of windows whose time is over.
   *
   * @param windows how many windows are affected
   */
  record Changed(Course course, long windows) implements TrainingMessage {}

  /** All stored history of the partition has been told. */
  record Replayed(Course course, int partition) implements TrainingMessage {}
}
