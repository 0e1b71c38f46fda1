package com.traitly.processor.goals;

/**
 * One event as remembered.
 *
 * @param name the event's name
 * @param at UNIX milliseconds it counts at
 */
public record TimelineEntry(String name, long at) {}
