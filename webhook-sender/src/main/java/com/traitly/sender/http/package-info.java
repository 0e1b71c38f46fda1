/**
 * Sends one signed POST to an address that may be dialled, and says what was seen of it. No name
 * can change its address between check and use.
 *
 * <p>It knows neither Kafka nor the outbox. Start reading at {@link
 * com.traitly.sender.http.WebhookClient}.
 */
@NullMarked
package com.traitly.sender.http;

import org.jspecify.annotations.NullMarked;
