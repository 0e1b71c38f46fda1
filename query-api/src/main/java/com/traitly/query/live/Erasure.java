package com.traitly.query.live;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.RecordHeaders;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The erasure of a customer.
 *
 * @param at items up to this instant are not shown any more, UNIX milliseconds
 */
record Erasure(AccountKey customer, long at) {
  /** The erasure that a record of the profiles tells; empty when it tells none. */
  static Optional<Erasure> of(ConsumerRecord<byte[], byte[]> profile) {
    if (profile.value() != null || profile.key() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Erasure(
              KeySerde.instance().deserializer().deserialize(profile.topic(), profile.key()),
              RecordHeaders.erasedAt(profile.headers(), profile.timestamp())));
    } catch (SerializationException unreadable) {
      return Optional.empty();
    }
  }
}
