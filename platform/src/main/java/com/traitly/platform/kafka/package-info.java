/**
 * Kafka clients that outlive outages of the broker: access settings, topic creation, followers of
 * topics and in-memory views of compacted topics. It knows no domain words. Start reading at {@link
 * com.traitly.platform.kafka.KafkaAccess}.
 */
@NullMarked
package com.traitly.platform.kafka;

import org.jspecify.annotations.NullMarked;
