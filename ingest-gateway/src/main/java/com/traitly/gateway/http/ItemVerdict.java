package com.traitly.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.CleanText;
import com.traitly.contracts.json.FieldSource;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonBytes;
import com.traitly.contracts.wire.Fields;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The result of checking one item of a write. */
public sealed interface ItemVerdict {
  /** Writes the item as the answer shows it. */
  void writeItem(JsonBytes out);

  /** The fields as sent; the answer repeats some of them. */
  FieldSource sent();

  /**
   * The item may be stored.
   *
   * @param record the record to store
   * @param item writes the item as the answer shows it
   */
  record Good(FieldSource sent, ProducerRecord<byte[], byte[]> record, Consumer<JsonBytes> item)
      implements ItemVerdict {
    @Override
    public void writeItem(JsonBytes out) {
      item.accept(out);
    }
  }

  /**
   * The item is refused.
   *
   * @param problems all its problems, at least one
   */
  record Bad(FieldSource sent, List<FieldError> problems) implements ItemVerdict {
    private static final int MAX_SHOWN = 1_000;

    /** The verdict on an item with half of a surrogate pair. */
    public static Bad halved(FieldSource sent) {
      return new Bad(sent, List.of(halfACharacter("item")));
    }

    /**
     * The problem of text that no UTF-8 can hold.
     *
     * @param what was sent, such as an item
     */
    public static FieldError halfACharacter(String what) {
      String message =
          "The %s has an escape such as \\ud800 that is half of a surrogate pair and no character;"
                  .formatted(what)
              + " send whole characters";
      return new FieldError("", ErrorCode.INVALID_FIELD, message);
    }

    /** Writes what was sent, so that the caller finds the item again, and why it was refused. */
    @Override
    public void writeItem(JsonBytes out) {
      ErrorCode code = problems.getFirst().code();
      ObjectNode json =
          Json.object()
              .put(Fields.CUSTOMER_ID, sentText(Fields.CUSTOMER_ID))
              .put(Fields.NAME, sentText(Fields.NAME))
              .put(Fields.CREATED_AT, sentText(Fields.CREATED_AT))
              .put(Fields.SUCCESS, 0);
      json.putObject("error")
          .put("code", code.code())
          .put("message", FieldError.messages(problems))
          .put("retryable", code.retryable());
      byte[] bytes = Json.bytes(json);
      out.copy(bytes, 0, bytes.length);
    }

    private @Nullable String sentText(String field) {
      JsonNode value = sent.get(field);
      if (value == null || !value.isValueNode() || value.isNull()) {
        return null;
      }
      String text = value.asText();
      return text.length() <= MAX_SHOWN && CleanText.isClean(text) ? text : null;
    }
  }

  /** This verdict, or a refusal when the item was sent in more bytes than an item may have. */
  default ItemVerdict within(int size) {
    if (size <= RequestLimits.ITEM_BYTES) {
      return this;
    }
    String message =
        "The item is larger than %s; send less in it"
            .formatted(RequestLimits.inWords(RequestLimits.ITEM_BYTES));
    return new Bad(sent(), List.of(new FieldError("", ErrorCode.TOO_LARGE, message)));
  }
}
