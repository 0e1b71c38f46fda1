/**
 * Kafka clients that survive outages of the broker: access settings, topic creation, followers of
 * topics and in-memory views of compacted topics. Start reading at {@link
 * com.traitly.platform.kafka.KafkaAccess}.
 */
@NullMarked
package com.traitly.platform.kafka;

import org.jspecify.annotations.NullMarked;
