package com.traitly.processor.goals;

/**
 * One event of a customer's timeline.
 *
 * @param name the event's name
 * @param at when it counts as having happened, UNIX milliseconds
 */
public record TimelineEntry(String name, long at) {}
