package com.traitly.processor.customer;

import com.traitly.processor.goals.TimelineEntry;

/**
 * An event that was received lately and is not packed yet.
 *
 * @param entry what the timeline remembers of it
 * @param id its id's hash, see {@link EventIds#of}
 * @param receivedAt UNIX milliseconds
 */
public record RecentEvent(TimelineEntry entry, long id, long receivedAt) {}
