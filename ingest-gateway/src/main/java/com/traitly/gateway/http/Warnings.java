package com.traitly.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;

/** Warnings in the answer to a write that was stored but hardly meant. Single-threaded. */
public final class Warnings {
  private final ArrayNode list = Json.array();

  /** Adds a warning; the message continues a sentence that begins with the field's name. */
  public void add(String pointer, String message) {
    list.addObject()
        .put("pointer", pointer)
        .put("message", Problems.named(pointer) + " " + message);
  }

  /** Adds a warning about the whole body, in a sentence of its own. */
  public void addWhole(String sentence) {
    list.addObject().put("pointer", "").put("message", sentence);
  }

  /** The answer's metadata: {@code warnings}, if there are any. */
  public ObjectNode metadata() {
    ObjectNode metadata = Json.object();
    if (!list.isEmpty()) {
      metadata.set("warnings", list);
    }
    return metadata;
  }
}
