package com.traitly.processor.training;

import com.traitly.processor.prediction.WindowMessage;
import java.util.Map;

/**
 * What a partition tells the learner of a goal, in this order: which events there are, what became
 * of each window, and when all stored history has been told.
 */
public sealed interface TrainingMessage {
  /** The goal's version it holds for. */
  long goalVersion();

  /**
   * How often each event name occurs among the partition's customers.
   *
   * @param partition who tells
   * @param counts by event name, the most frequent ones
   */
  record Vocabulary(long goalVersion, int partition, Map<String, Long> counts)
      implements TrainingMessage {}

  /** What became of a window. */
  record Window(long goalVersion, WindowMessage message) implements TrainingMessage {}

  /** All stored history of the partition has been told. */
  record Replayed(long goalVersion, int partition) implements TrainingMessage {}
}
