package com.traitly.sender.dispatch;

import com.traitly.sender.endpoint.DisablingRules;
import com.traitly.sender.endpoint.EndpointLimiters;
import com.traitly.sender.endpoint.OutcomeRules;
import com.traitly.sender.http.WebhookClient;
import com.traitly.sender.intake.AnnouncementBodies;
import com.traitly.streams.freshness.AppliedOffsets;
import java.time.InstantSource;

/**
 * What all tasks of the process share. The parts are thread-safe.
 *
 * @param client sends requests
 * @param limiters limit them
 * @param rules judge them
 * @param disabling says when an endpoint is disabled
 * @param meters count them
 * @param bodies reads announcements again
 * @param applied records which offsets the log includes
 * @param clock the time
 */
public record SenderParts(
    WebhookClient client,
    EndpointLimiters limiters,
    OutcomeRules rules,
    DisablingRules disabling,
    SenderMeters meters,
    AnnouncementBodies bodies,
    AppliedOffsets applied,
    InstantSource clock) {}
