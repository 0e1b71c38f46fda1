/**
 * Sends records to Kafka and reports when all replicas have them. It limits what is in flight and
 * refuses at once while Kafka is away. Start reading at {@link
 * com.traitly.gateway.publish.RecordSender}.
 */
@NullMarked
package com.traitly.gateway.publish;

import org.jspecify.annotations.NullMarked;
