package com.traitly.contracts.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

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
          "predictions",
          "goals",
          "webhooks",
          "tokens",
          "dead-letters",
          "topics");

  private Specifications() {}

  /** The HTTP API and the webhooks as OpenAPI 3.1. */
  public static ObjectNode openApi() {
    return OpenApiDocument.assemble();
  }

  /** The public topics as AsyncAPI 3. */
  public static ObjectNode asyncApi() {
    return AsyncApiDocument.assemble();
  }
}
