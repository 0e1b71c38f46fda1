package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.intake.Door;
import com.traitly.gateway.intake.ItemOrigin;
import com.traitly.gateway.sources.format.AvroValues;
import com.traitly.gateway.sources.format.JsonValues;
import com.traitly.gateway.sources.format.ProtobufValues;
import com.traitly.gateway.sources.format.RegistryAwayException;
import com.traitly.gateway.sources.format.SchemaRegistry;
import com.traitly.gateway.sources.format.ValueFormat;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the records of one source. Whatever a record holds, there is a result.
 * Thread-safe.
 */
public final class RecordMapper implements AutoCloseable {
  private final Source source;
  private final ValueFormat format;
  private final @Nullable SchemaRegistry registry;
  private final Door door;

  private RecordMapper(
      Source source, ValueFormat format, @Nullable SchemaRegistry registry, Door door) {
    this.source = source;
    this.format = format;
    this.registry = registry;
    this.door = door;
  }

  /** The mapper of a source. */
  public static RecordMapper of(Source source, Door door) {
    return switch (source.format()) {
      case JSON -> new RecordMapper(source, new JsonValues(), null, door);
      case JSON_SCHEMA -> new RecordMapper(source, JsonValues.withSchema(), null, door);
      case AVRO -> withRegistry(source, AvroValues::new, door);
      case PROTOBUF -> withRegistry(source, ProtobufValues::new, door);
    };
  }

  private static RecordMapper withRegistry(
      Source source, Function<SchemaRegistry, ValueFormat> format, Door door) {
    SchemaRegistry registry = new SchemaRegistry(Objects.requireNonNull(source.registry()));
    return new RecordMapper(source, format.apply(registry), registry, door);
  }

  @Override
  public void close() {
    if (registry != null) {
      registry.close();
    }
  }

  /**
   * Maps one record.
   *
   * @param receivedMillis the time, UNIX milliseconds
   * @throws RegistryAwayException when it cannot be told yet
   */
  public MappedRecord map(ConsumerRecord<byte[], byte[]> record, long receivedMillis) {
    SourceRecord read = new SourceRecord(record, format);
    ObjectNode item = Json.object();
    try {
      if (!source.mapping().wants(read)) {
        return new MappedRecord.PassedOver();
      }
      source.mapping().fill(item, read);
      return switch (judge(item, read, record, receivedMillis)) {
        case ItemVerdict.Good good -> taken(item, good, record);
        case ItemVerdict.Bad bad -> refused(item, explained(bad));
      };
    } catch (RegistryAwayException away) {
      throw away;
    } catch (RuntimeException unfit) {
      return refused(item, unfit);
    }
  }

  private ItemVerdict judge(
      ObjectNode item, SourceRecord read, ConsumerRecord<byte[], byte[]> record, long now) {
    ItemOrigin origin = new ItemOrigin(source.account(), now);
    return switch (source.kind()) {
      case EVENTS -> {
        setTime(item, Fields.CREATED_AT, read);
        yield door.event(
            origin, Json.bytes(item), source.eventId(record.partition(), record.offset()));
      }
      case CUSTOMERS -> {
        setTime(item, Fields.UPDATED_AT, read);
        yield door.customer(origin, Json.bytes(item));
      }
    };
  }

  /** What does not say when it happened, happened when the record was written. */
  private static void setTime(ObjectNode item, String field, SourceRecord read) {
    if (!item.hasNonNull(field) && read.millis() >= 0) {
      item.set(field, Times.node(read.millis()));
    }
  }

  private static MappedRecord taken(
      JsonNode item, ItemVerdict.Good good, ConsumerRecord<byte[], byte[]> record) {
    RecordHeaders.put(
        good.record().headers(), RecordHeaders.CAUSE, SkippedRecord.of(record).place());
    return new MappedRecord.Taken(item, good.record());
  }

  private static MappedRecord refused(JsonNode item, RuntimeException why) {
    String customerId = Door.customerId(item);
    return new MappedRecord.Refused(customerId == null ? "" : customerId, why);
  }

  /** All problems in one sentence. */
  private ApiException explained(ItemVerdict.Bad bad) {
    return ApiException.of(
        bad.problems().getFirst().code(),
        bad.problems().stream().map(this::explained).collect(Collectors.joining("; ")));
  }

  private String explained(FieldError problem) {
    RecordPlace place = source.mapping().place(problem.pointer().replaceFirst("^/", ""));
    return place == null || problem.code() != ErrorCode.MISSING_FIELD
        ? problem.message()
        : "%s; the record has nothing at %s for it".formatted(problem.message(), place);
  }
}
