package com.traitly.processor.goals;

/**
 * One event as remembered.
 *
 * @param name the event's name
 * @param at UNIX seconds it counts at
 * @param idHash 64 bits of the event id's hash: tells repetitions apart from new events
 */
public record TimelineEntry(String name, long at, long idHash) {}
