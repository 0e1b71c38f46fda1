package com.traitly.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;

/** What an answer says about a write that was stored and yet hardly meant. Single-threaded. */
public final class Warnings {
  private final ArrayNode list = Json.array();

  /** Notes one; the message continues the sentence after the field's name. */
  public void add(String pointer, String message) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1);
    list.addObject().put("pointer", pointer).put("message", name + " " + message);
  }

  /** Notes one about the whole body, in a sentence of its own. */
  public void addWhole(String sentence) {
    list.addObject().put("pointer", "").put("message", sentence);
  }

  /** The metadata of an answer with them: {@code warnings}, if there are any. */
  public ObjectNode metadata() {
    ObjectNode metadata = Json.object();
    if (!list.isEmpty()) {
      metadata.set("warnings", list);
    }
    return metadata;
  }
}
