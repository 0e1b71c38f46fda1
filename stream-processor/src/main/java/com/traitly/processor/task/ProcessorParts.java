package com.traitly.processor.task;

import com.traitly.contracts.topic.Topics;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.streams.freshness.AppliedOffsets;

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
    GoalRegistry book,
    AppliedOffsets applied,
    ProcessorMeters meters,
    BackgroundScheduler turns) {
  /** Parts with turns of their own. */
  public ProcessorParts(
      Topics topics,
      int partitions,
      GoalRegistry book,
      AppliedOffsets applied,
      ProcessorMeters meters) {
    this(topics, partitions, book, applied, meters, new BackgroundScheduler(meters));
  }
}
