package com.traitly.contracts.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import org.junit.jupiter.api.Test;

class OpenApiDocumentTest {
  @Test
  void aRouteThatDoesNotSayWhoMayCallItStopsTheAssembly() {
    assertThatThrownBy(() -> OpenApiDocument.complete(document("{\"operationId\":\"forgotten\"}")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "get /thing says neither which scope it needs (x-scope) nor how else its callers are"
                + " known (security). If anybody may call it, write security: []");
  }

  @Test
  void aRouteMaySayThatAnybodyMayCallItOrWhichScopeItNeeds() {
    ObjectNode open = document("{\"security\":[]}");
    OpenApiDocument.complete(open);
    assertThat(open.at("/paths/~1thing/get/security")).hasToString("[]");

    ObjectNode keyed = document("{\"x-scope\":\"read\"}");
    OpenApiDocument.complete(keyed);
    assertThat(keyed.at("/paths/~1thing/get/security")).hasToString("[{\"apiKey\":[]}]");
  }

  private static ObjectNode document(String operation) {
    return (ObjectNode)
        Json.read("{\"paths\":{\"/thing\":{\"get\":%s}}}".formatted(operation).getBytes(UTF_8));
  }
}
