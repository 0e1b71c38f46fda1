package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.sources.format.Refusal;
import com.traitly.gateway.sources.format.ValueFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One record while it is mapped. Its value is decoded when it is first asked for, so that a record
 * which a header rules out need not be readable. Single-threaded.
 */
final class SourceRecord {
  private final ConsumerRecord<byte[], byte[]> record;
  private final ValueFormat format;
  private @Nullable JsonNode decoded;

  SourceRecord(ConsumerRecord<byte[], byte[]> record, ValueFormat format) {
    this.record = record;
    this.format = format;
  }

  /** The value; a missing node for a tombstone. */
  JsonNode value() {
    if (decoded == null) {
      byte[] value = record.value();
      if (value != null && value.length > RequestLimits.REQUEST_BYTES) {
        throw Refusal.of(
            "The value has %,d bytes, more than the %s that a record may have"
                .formatted(value.length, RequestLimits.inWords(RequestLimits.REQUEST_BYTES)));
      }
      decoded = value == null ? MissingNode.getInstance() : format.decode(value);
    }
    return decoded;
  }

  boolean isTombstone() {
    return record.value() == null;
  }

  /** The last header of this name; null when there is none. */
  @Nullable String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : text("The header " + name, header.value());
  }

  /** The key; null when there is none. */
  @Nullable String key() {
    return text("The key", record.key());
  }

  /** The record's timestamp in UNIX milliseconds; negative when it has none. */
  long millis() {
    return record.timestamp();
  }

  private static @Nullable String text(String what, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.of(what + " is not UTF-8");
    }
  }
}
