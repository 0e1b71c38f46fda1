package com.traitly.processor.topology;

import com.traitly.contracts.topic.Topics;
import com.traitly.processor.training.GoalBook;
import com.traitly.streams.AppliedOffsets;

/**
 * What the processors of all tasks share. Thread-safe parts.
 *
 * @param topics all topics
 * @param partitions partitions of customer-keyed topics
 * @param book goals and models
 * @param applied up to where state is applied
 * @param meters counters
 * @param turns for work that no record asks for
 */
public record ProcessorParts(
    Topics topics,
    int partitions,
    GoalBook book,
    AppliedOffsets applied,
    ProcessorMeters meters,
    Turns turns) {
  /** Parts with turns of their own. */
  public ProcessorParts(
      Topics topics,
      int partitions,
      GoalBook book,
      AppliedOffsets applied,
      ProcessorMeters meters) {
    this(topics, partitions, book, applied, meters, new Turns(meters));
  }
}
