package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Messages that stand for something that JSON has: instants become RFC 3339 text, durations
 * seconds, days ISO dates, decimals numbers, wrappers what they wrap, and a Struct its JSON.
 */
final class WellKnownMessages {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private WellKnownMessages() {}

  /**
   * What a message stands for; null when it is just a message.
   *
   * @param whole the conversion of the message that it is part of
   */
  static @Nullable JsonNode json(Message message, ProtobufJson whole) {
    if (!WellKnownFiles.has(message.getDescriptorForType().getFile())) {
      return null;
    }
    return switch (message.getDescriptorForType().getFullName()) {
      case "google.protobuf.Timestamp" -> instant(number(message, 1), number(message, 2));
      case "google.protobuf.Duration" -> seconds(number(message, 1), number(message, 2));
      case "google.protobuf.DoubleValue",
          "google.protobuf.FloatValue",
          "google.protobuf.Int64Value",
          "google.protobuf.UInt64Value",
          "google.protobuf.Int32Value",
          "google.protobuf.UInt32Value",
          "google.protobuf.BoolValue",
          "google.protobuf.StringValue",
          "google.protobuf.BytesValue",
          "google.protobuf.Struct",
          "google.protobuf.ListValue" ->
          whole.field(message, field(message, 1));
      case "google.protobuf.Value" -> dynamic(message, whole);
      case "google.type.Date" -> day(message);
      case "confluent.type.Decimal" -> decimal(message);
      default -> null;
    };
  }

  private static JsonNode instant(long seconds, long nanos) {
    try {
      Instant instant = Instant.ofEpochSecond(seconds, nanos);
      if (seconds >= -62_135_596_800L && !instant.isAfter(LATEST) && nanos >= 0) {
        return TextNode.valueOf(instant.toString());
      }
    } catch (DateTimeException | ArithmeticException beyond) {
      // As any other that is too far away.
    }
    throw Refusal.of("The value holds a Timestamp that is no instant of the years 1 to 9999");
  }

  private static JsonNode seconds(long seconds, long nanos) {
    return DecimalNode.valueOf(
        BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9)).stripTrailingZeros());
  }

  private static JsonNode dynamic(Message value, ProtobufJson whole) {
    for (FieldDescriptor each : value.getDescriptorForType().getFields()) {
      if (each.getNumber() > 1 && value.hasField(each)) {
        return whole.field(value, each);
      }
    }
    return NullNode.getInstance();
  }

  /** A Date may leave out its day or its year; then it is no day. */
  private static @Nullable JsonNode day(Message date) {
    try {
      return number(date, 1) == 0
          ? null
          : TextNode.valueOf(
              LocalDate.of((int) number(date, 1), (int) number(date, 2), (int) number(date, 3))
                  .toString());
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  private static JsonNode decimal(Message decimal) {
    byte[] unscaled = ((ByteString) decimal.getField(field(decimal, 1))).toByteArray();
    return JsonNumbers.decimal(unscaled, number(decimal, 3));
  }

  private static long number(Message message, int number) {
    return ((Number) message.getField(field(message, number))).longValue();
  }

  private static FieldDescriptor field(Message message, int number) {
    return message.getDescriptorForType().findFieldByNumber(number);
  }
}
