package com.traitly.processor.task;

import com.traitly.contracts.topic.Topics;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.streams.freshness.AppliedOffsets;

/**
 * The parts that the processors of all tasks share. Each part is thread-safe.
 *
 * @param topics all topics
 * @param partitions number of partitions of customer-keyed topics
 * @param registry goals, drafts and models
 * @param applied the offsets up to which state is applied
 * @param meters counters and timers
 * @param scheduler runs background work
 */
public record ProcessorParts(
    Topics topics,
    int partitions,
    GoalRegistry registry,
    AppliedOffsets applied,
    ProcessorMeters meters,
    BackgroundScheduler scheduler) {}
