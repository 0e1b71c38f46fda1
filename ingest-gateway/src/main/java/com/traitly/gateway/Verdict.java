package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.Json;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What the checks say about one item of a write. */
sealed interface Verdict {
  /** How the item stands in the answer. */
  ObjectNode item();

  /**
   * The item may be stored.
   *
   * @param record what is stored
   */
  record Good(ProducerRecord<byte[], byte[]> record, ObjectNode item) implements Verdict {}

  /**
   * The item is refused.
   *
   * @param problems all that is wrong with it, at least one
   */
  record Bad(JsonNode sent, List<FieldError> problems) implements Verdict {
    /** So that the caller finds the item again: what was sent, and why it was refused. */
    @Override
    public ObjectNode item() {
      ErrorCode code = problems.getFirst().code();
      ObjectNode json =
          Json.object()
              .put(Fields.CUSTOMER_ID, sentText(Fields.CUSTOMER_ID))
              .put(Fields.NAME, sentText(Fields.NAME))
              .put(Fields.CREATED_AT, sentText(Fields.CREATED_AT))
              .put(Fields.SUCCESS, 0);
      json.putObject("error")
          .put("code", code.code())
          .put(
              "message",
              problems.stream().map(FieldError::message).collect(Collectors.joining("; ")))
          .put("retryable", code.retryable());
      return json;
    }

    private @Nullable String sentText(String field) {
      JsonNode value = sent.path(field);
      return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
  }

  /** Refused when the item, written as JSON, is larger than an item may be. */
  static Verdict within(Good good, JsonNode sent) {
    byte[] stored = good.record().value();
    // What is stored is a little longer than what was sent, so only near the limit is it measured.
    if (stored.length <= Limits.ITEM_BYTES || Json.bytes(sent).length <= Limits.ITEM_BYTES) {
      return good;
    }
    String message =
        "The item is larger than %s; send less in it".formatted(Limits.inWords(Limits.ITEM_BYTES));
    return new Bad(sent, List.of(new FieldError("", ErrorCode.TOO_LARGE, message)));
  }
}
