/**
 * How webhook endpoints, their addresses, delivery attempts and commands look as JSON, and what
 * callers may see of a secret. URLs are brought into one form before they are stored, shown or
 * sent. Start reading at {@link com.traitly.contracts.wire.webhook.EndpointJson}.
 */
@NullMarked
package com.traitly.contracts.wire.webhook;

import org.jspecify.annotations.NullMarked;
