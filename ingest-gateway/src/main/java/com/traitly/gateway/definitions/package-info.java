/**
 * Creates, changes and removes goals, webhook endpoints and API keys, each on a compacted topic. It
 * also has the webhook-sender test, resend and replay. Start reading at {@link
 * com.traitly.gateway.definitions.DefinitionStore}.
 */
@NullMarked
package com.traitly.gateway.definitions;

import org.jspecify.annotations.NullMarked;
