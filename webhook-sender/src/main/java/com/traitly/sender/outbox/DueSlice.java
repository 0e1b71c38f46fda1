package com.traitly.sender.outbox;

import java.util.List;

/**
 * Part of what is due to an endpoint.
 *
 * @param lanes earliest first
 * @param next instant of the first entry after these, due or not; {@link Long#MAX_VALUE} when there
 *     is none
 */
public record DueSlice(List<DueLane> lanes, long next) {}
