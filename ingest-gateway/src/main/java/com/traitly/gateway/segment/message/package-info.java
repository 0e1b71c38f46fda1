/**
 * What a message in Segment's format means here: an event, a fact about a customer, a link. Each
 * message of a body is judged by itself, by the checks of our own routes. It knows no HTTP. Start
 * reading at {@link com.traitly.gateway.segment.message.MessageMapper}.
 */
@NullMarked
package com.traitly.gateway.segment.message;

import org.jspecify.annotations.NullMarked;
