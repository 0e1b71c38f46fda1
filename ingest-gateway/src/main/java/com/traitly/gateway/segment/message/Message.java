package com.traitly.gateway.segment.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonCursor;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.segment.message.JsonPieces.Piece;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One message whose JSON is sound, with what holds for every type.
 *
 * @param json the message; its fields are not checked
 * @param fields reads the fields and notes problems
 * @param identity whom it is about
 * @param occurredAt when it happened, in UNIX milliseconds; empty when it does not say
 * @param context where and with what it was made; missing when it does not say
 */
record Message(
    MessageType type,
    ObjectNode json,
    ObjectReader fields,
    Identity identity,
    OptionalLong occurredAt,
    JsonNode context) {
  private static final String TYPE = "type";
  private static final String CONTEXT = "context";

  /**
   * Reads a message.
   *
   * @param type what its address says; null when the message itself must say
   * @param problems gets what is wrong with it; not all is looked at when there is something
   * @return null when it can be read no further
   */
  static @Nullable Message read(
      Body body, Piece piece, @Nullable MessageType type, MessageClock clock, Problems problems) {
    ObjectNode json = object(body.text(), piece, problems);
    if (json == null) {
      return null;
    }
    ObjectReader fields = new ObjectReader(json, "", problems);
    MessageType known = type == null ? type(fields) : type;
    if (known == null) {
      return null;
    }
    JsonNode own = fields.value(CONTEXT);
    JsonNode context = own == null ? body.context() : own;
    Identity identity =
        known == MessageType.ALIAS
            ? new Identity(Identity.id(fields, Identity.USER_ID), null)
            : Identity.read(fields);
    return new Message(
        known, json, fields, identity, clock.occurredAt(fields, body.sentAt(), context), context);
  }

  /** An object in a field; an empty one when it is absent or, then noted, anything else. */
  ObjectNode object(String field) {
    JsonNode value = fields.value(field);
    if (value != null && !value.isObject()) {
      fields.invalid(field, "must be a JSON object");
    }
    return value instanceof ObjectNode object ? object : Json.object();
  }

  private static @Nullable MessageType type(ObjectReader fields) {
    JsonNode type = fields.value(TYPE);
    MessageType known = type == null ? null : MessageType.named(type.asText());
    if (known == null) {
      fields.invalid(TYPE, "must be track, identify, page, screen, group or alias");
    }
    return known;
  }

  private static @Nullable ObjectNode object(byte[] text, Piece piece, Problems problems) {
    if (piece.length() > RequestLimits.ITEM_BYTES) {
      problems.add(
          new FieldError(
              "",
              ErrorCode.TOO_LARGE,
              "The message is larger than %s; send less in it"
                  .formatted(RequestLimits.inWords(RequestLimits.ITEM_BYTES))));
      return null;
    }
    try (JsonCursor at = new JsonCursor(text, piece.from(), piece.to())) {
      at.require();
      int start = at.start();
      JsonNode json = at.value();
      boolean whole = at.isWhole(start);
      at.requireEnd();
      if (json instanceof ObjectNode object && whole) {
        return object;
      }
      problems.add(whole ? notAnObject() : ItemVerdict.Bad.halfACharacter("message"));
    } catch (ApiException e) {
      problems.add(new FieldError("", e.code(), e.detail()));
    }
    return null;
  }

  private static FieldError notAnObject() {
    return new FieldError(
        "", ErrorCode.INVALID_FIELD, "The message must be a JSON object with its type");
  }
}
