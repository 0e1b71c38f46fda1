package com.traitly.gateway.segment.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.gateway.segment.message.JsonPieces.Piece;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body: one message, or a batch of them with what holds for all.
 *
 * @param text the whole body; must not be changed
 * @param messages where the messages lie
 * @param batch whether it is a batch
 * @param sentAt when the client sent the batch, by its own clock; missing when not said
 * @param context the context of messages that have none; missing when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record Body(
    byte[] text, List<Piece> messages, boolean batch, JsonNode sentAt, JsonNode context) {
  /** More than any SDK puts into one batch. */
  public static final int MOST_MESSAGES = 5_000;

  private static final String BATCH = "batch";
  private static final String WRITE_KEY = "writeKey";

  /**
   * Cuts a body into its messages.
   *
   * @param batch whether its address takes batches
   * @throws ApiException {@code malformed_json}, {@code missing_field}, {@code too_large}
   */
  public static Body read(byte[] text, boolean batch) {
    if (!batch) {
      JsonNode none = MissingNode.getInstance();
      return new Body(text, List.of(JsonPieces.whole(text)), false, none, none);
    }
    Map<String, Piece> fields = JsonPieces.fields(text, JsonPieces.whole(text));
    Piece list = fields.get(BATCH);
    if (list == null || text[list.from()] != '[') {
      throw ApiException.of(
          ErrorCode.MISSING_FIELD, "batch is required: a list of messages, each with its type");
    }
    List<Piece> messages = JsonPieces.elements(text, list);
    if (messages.size() > MOST_MESSAGES) {
      throw ApiException.of(
          ErrorCode.TOO_LARGE,
          "The batch has more than %d messages; send it in parts".formatted(MOST_MESSAGES));
    }
    return new Body(
        text, messages, true, value(text, fields, "sentAt"), value(text, fields, "context"));
  }

  /** The API key that a body names; null when it names none. */
  public static @Nullable String writeKey(byte[] text) {
    JsonNode key = value(text, JsonPieces.fields(text, JsonPieces.whole(text)), WRITE_KEY);
    return key.isTextual() && !key.textValue().isBlank() ? key.textValue().strip() : null;
  }

  /** The fields of a message that can be read by themselves, whatever else is wrong with it. */
  static ObjectNode readable(byte[] text, Piece message, List<String> names) {
    ObjectNode readable = Json.object();
    try {
      Map<String, Piece> fields = JsonPieces.fields(text, message);
      names.forEach(name -> readable.set(name, value(text, fields, name)));
    } catch (ApiException notAnObject) {
      readable.removeAll();
    }
    return readable;
  }

  private static JsonNode value(byte[] text, Map<String, Piece> fields, String name) {
    Piece piece = fields.get(name);
    if (piece == null) {
      return MissingNode.getInstance();
    }
    try {
      return Json.parse(Arrays.copyOfRange(text, piece.from(), piece.to()));
    } catch (ApiException unusable) {
      return MissingNode.getInstance();
    }
  }
}
