package com.traitly.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.traitly.contracts.wire.Json;

/** What an answer says about a write that was stored and yet hardly meant. Single-threaded. */
final class Warnings {
  private final ArrayNode list = Json.array();

  /** Notes one; the message continues the sentence after the field's name. */
  void add(String pointer, String message) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    list.addObject().put("pointer", pointer).put("message", name + " " + message);
  }

  /** Notes one about the whole body, in a sentence of its own. */
  void addWhole(String sentence) {
    list.addObject().put("pointer", "").put("message", sentence);
  }

  /** As they stand in {@code metadata.warnings}; empty for none. */
  ArrayNode json() {
    return list;
  }
}
