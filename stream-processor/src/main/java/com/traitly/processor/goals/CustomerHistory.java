package com.traitly.processor.goals;

import java.util.List;
import java.util.OptionalLong;

/**
 * The facts about a customer that goals look at. Immutable while the profile's history is.
 *
 * @param createdAt when the customer was created, if that is known, UNIX milliseconds
 * @param profile the history of the profile
 * @param firstEventAt when the customer first did something; {@code Long.MAX_VALUE} when never
 * @param events in time order; those of one instant in the order sent
 */
public record CustomerHistory(
    OptionalLong createdAt,
    ProfileHistory profile,
    long firstEventAt,
    List<TimelineEntry> events) {}
