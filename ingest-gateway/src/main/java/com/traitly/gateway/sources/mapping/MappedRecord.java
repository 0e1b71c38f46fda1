package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What becomes of one record of a source. */
public sealed interface MappedRecord {
  /**
   * The record is an event or a customer.
   *
   * @param item as it passed the gateway's checks
   * @param record for a topic of ours
   */
  record Taken(JsonNode item, ProducerRecord<byte[], byte[]> record) implements MappedRecord {}

  /** The source does not want the record. */
  record PassedOver() implements MappedRecord {}

  /**
   * The record cannot be taken.
   *
   * @param customerId whom it is about; empty when that is not known
   * @param why in our words, unless a fault of ours
   */
  record Refused(String customerId, RuntimeException why) implements MappedRecord {}
}
