package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rejected messages have a list of their own, apart from dead letters. */
class RejectedEventRoutesTest extends ServedTest {
  private static final long AT = System.currentTimeMillis() / 1_000L - 1_000L;
  private static final long EIGHT_DAYS = 8 * 86_400L;

  RejectedEventRoutesTest() {
    super(3);
  }

  @Test
  void aRejectedMessageIsShownWithTheReason() throws Exception {
    server.state.rejected("acme|u1", "{\"userId\":\"u1\"}", AT, "type must be one");
    server.state.rejected("acme|", "x".repeat(3_000), AT + 1, "userId is required");
    server.state.rejected("other|u1", "theirs", AT, "why");
    server.state.letter("acme|u1", "a dead letter", AT, "t.events-0@1");

    List<JsonNode> items = items();

    assertThat(items).hasSize(2);
    assertThat(items.get(0).path("customer_id").isNull()).isTrue();
    assertThat(items.get(0).path("value_excerpt").asText()).hasSize(1_000);
    assertThat(items.get(0).path("value_bytes").asInt()).isEqualTo(3_000);
    assertThat(items.get(1).path("customer_id").asText()).isEqualTo("u1");
    assertThat(items.get(1).path("code").asText()).isEqualTo("invalid_field");
    assertThat(items.get(1).path("message").asText()).isEqualTo("type must be one");
    assertThat(items.get(1).path("value_excerpt").asText()).isEqualTo("{\"userId\":\"u1\"}");
    assertThat(server.getAs("admin", "/dead-letter").items("customer_id")).containsExactly("u1");
    assertThat(server.get("/event/rejected?order=asc&created_before=" + (AT + 1)).items("message"))
        .containsExactly("type must be one");
  }

  @Test
  void theyGoAfterSevenDaysAndWithTheirCustomer() throws Exception {
    server.state.rejected("acme|u1", "old", AT - EIGHT_DAYS, "old");
    server.state.rejected("acme|u1", "new", AT, "new");
    assertThat(server.get("/event/rejected").items("message")).containsExactly("new");

    server.state.erase("u1", 1_000 * (AT + 5));

    assertThat(items()).isEmpty();
  }

  @Test
  void aMessageGoesWithAnyoneWhomItNamesHoweverTheIdIsWritten() throws Exception {
    String sent = "{\"anonymousId\":\"a\",%s}";
    rejected("a", sent.formatted("\"userId\":\"caf\\u00e9\\/1\""));
    rejected(
        "a", sent.formatted("\"userId\":\"café/1\",\"context\":{\"cut\":\"of").substring(0, 55));
    rejected("a", sent.formatted("\"userId\":\"café/11\",\"previousId\":null"));
    rejected("a", sent.formatted("\"userId\":7,\"name\":\"café/1\""));
    rejected("b", sent.formatted("\"userId\":\"café/1\""));

    server.state.release("a", "café/1", 1_000 * (AT + 5));
    // Read after the erasure, though it is older.
    rejected("a", sent.formatted("\"userId\":\"caf\\u00e9\\/1\""));
    assertThat(server.get("/event/rejected").items("value_excerpt"))
        .containsExactlyInAnyOrder(
            sent.formatted("\"userId\":\"café/11\",\"previousId\":null"),
            sent.formatted("\"userId\":7,\"name\":\"café/1\""),
            sent.formatted("\"userId\":\"café/1\""));

    server.state.release("a", "7", 1_000 * (AT + 5));
    assertThat(server.get("/event/rejected").items("customer_id"))
        .containsExactlyInAnyOrder("a", "b");
  }

  private void rejected(String customerId, String message) {
    server.state.rejected("acme|" + customerId, message, AT, "why");
  }

  private List<JsonNode> items() throws Exception {
    JsonNode data = server.get("/event/rejected").body().path("data");
    return data.valueStream().toList();
  }
}
