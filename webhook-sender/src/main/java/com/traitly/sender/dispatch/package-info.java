/**
 * Sends the deliveries that are due, endpoint by endpoint, and records what became of each attempt.
 * Requests run on other threads; only the stream thread touches the stores. Start reading at {@link
 * com.traitly.sender.dispatch.DeliverAnnouncements}.
 */
@NullMarked
package com.traitly.sender.dispatch;

import org.jspecify.annotations.NullMarked;
