package com.traitly.processor.customer;

import com.traitly.processor.goals.TimelineEntry;

/**
 * An event that was received lately and is not packed yet.
 *
 * @param entry the event in the timeline
 * @param id the hash of the event's id, see {@link EventIds#of}
 * @param receivedAt UNIX milliseconds
 */
public record RecentEvent(TimelineEntry entry, long id, long receivedAt) {}
