/**
 * Kafka clients: settings, topic creation and checks, and in-memory views of compacted topics.
 *
 * <p>Start reading at {@link com.traitly.platform.kafka.KafkaAccess}.
 */
@NullMarked
package com.traitly.platform.kafka;

import org.jspecify.annotations.NullMarked;
