package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * What we promise to callers and to consumers of topics, as documents that tools read.
 *
 * <p>Each call reads its files again, which takes about a tenth of a second: keep the result.
 */
public final class Specifications {
  static final List<String> SUBJECTS =
      List.of(
          "common",
          "events",
          "customers",
          "links",
          "segment",
          "predictions",
          "goals",
          "webhooks",
          "streams",
          "tokens",
          "dead-letters",
          "operations",
          "topics");

  private Specifications() {}

  /** The HTTP API and the webhooks as OpenAPI 3.1. */
  public static ObjectNode openApi() {
    return OpenApiDocument.assembleForTools();
  }

  /**
   * As {@link #openApi}, and stricter: with the conditions ({@code if}, {@code then}, {@code else})
   * that our own answers meet, but that generators and linters do not understand.
   */
  public static ObjectNode strictOpenApi() {
    return OpenApiDocument.assemble();
  }

  /**
   * The public topics as AsyncAPI 3.
   *
   * @param prefix start of all topic names
   * @param brokers where consumers connect, host:port
   */
  public static ObjectNode asyncApi(String prefix, List<String> brokers) {
    return AsyncApiDocument.assemble(prefix, brokers);
  }

  /** The JSON Schemas of the values on the public topics, by the topic's name without prefix. */
  public static Map<String, ObjectNode> valueSchemas() {
    return ValueSchemas.of(asyncApi("", List.of()));
  }
}
