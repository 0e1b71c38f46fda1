package com.traitly.query.live;

import com.traitly.contracts.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A kind of stream.
 *
 * @param topics where its items come from
 * @param filters by name; with the values that a filter may have, or none for any text
 * @param reader shows records
 */
public record LiveSource(
    List<Topic<?, ?>> topics, Map<String, Set<String>> filters, Reader reader) {
  /** Shows a record. Implementations are thread-safe. */
  @FunctionalInterface
  public interface Reader {
    /**
     * The record as an item; null when there is nothing to show. Throws any runtime exception at a
     * record that it cannot read.
     */
    @Nullable LiveItem read(ConsumerRecord<byte[], byte[]> record);
  }
}
