package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Redrive;

/** Redrives of dead letters as JSON, as on the topic {@code dead-letter-redrives}. */
public final class RedriveJson {
  private static final String ORIGIN = "origin";

  private RedriveJson() {}

  /** The record value. */
  public static ObjectNode write(Redrive redrive) {
    return Json.object().put(ORIGIN, redrive.origin()).put(Fields.TIMESTAMP, redrive.at());
  }

  /** Reads {@link #write}. */
  public static Redrive read(JsonNode json) {
    return new Redrive(json.required(ORIGIN).asText(), json.required(Fields.TIMESTAMP).asLong());
  }
}
