/**
 * What the product stores and logs about webhooks: endpoints with their encrypted secrets, delivery
 * attempts, and the commands that the gateway sends to the webhook-sender. All types are immutable
 * values; they know no HTTP and no Kafka. Start reading at {@link
 * com.traitly.contracts.webhook.Endpoint}.
 */
@NullMarked
package com.traitly.contracts.webhook;

import org.jspecify.annotations.NullMarked;
