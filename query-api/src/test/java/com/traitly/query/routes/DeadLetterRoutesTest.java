package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.query.routes.QueryServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterRoutesTest extends ServedTest {
  // Letters older than their topic keeps them would be forgotten.
  private static final long AT = System.currentTimeMillis() / 1_000L - 1_000L;

  DeadLetterRoutesTest() {
    super(3);
  }

  @Test
  void theNewestComeFirstAcrossPartitionsAndPages() throws Exception {
    for (int i = 0; i < 7; i++) {
      server.state.letter("acme|c" + i, "value " + i, AT + i, "t.events-0@" + i);
    }
    server.state.letter("other|c1", "theirs", AT, "t.events-0@50");
    server.state.letter("nobody's", "lost", AT, "t.events-0@51");

    assertThat(all("")).containsExactly("c6", "c5", "c4", "c3", "c2", "c1", "c0");
    assertThat(all("&order=asc&created_after=" + (AT + 1) + "&created_before=" + (AT + 5)))
        .containsExactly("c1", "c2", "c3", "c4");
  }

  @Test
  void aLetterSaysWhyAndWhetherItWasSentAgain() throws Exception {
    server.state.letter("acme|c", "x".repeat(3_000), AT, "t.events-1@7");
    server.state.redriven("acme|c", "t.events-1@7", AT + 9);

    JsonNode item = server.getAs("admin", "/dead-letter").body().at("/data/0");

    assertThat(item.path("topic").asText()).isEqualTo("t.events");
    assertThat(item.path("origin").asText()).isEqualTo("t.events-1@7");
    assertThat(item.path("message").asText()).isEqualTo("why");
    assertThat(item.path("value_excerpt").asText()).hasSize(1_000);
    assertThat(item.path("value_bytes").asInt()).isEqualTo(3_000);
    assertThat(item.path("created_at").asText()).isEqualTo(Long.toString(AT));
    assertThat(item.path("redriven_at").asText()).isEqualTo(Long.toString(AT + 9));
  }

  @Test
  void lettersOfAnErasedCustomerGoAndDoNotComeBack() throws Exception {
    server.state.letter("acme|gone", "value", AT, "t.events-0@1");
    server.state.letter("acme|here", "value", AT, "t.events-0@2");

    server.state.erase("gone", 1_000 * (AT + 5));
    server.state.letter("acme|gone", "value", AT, "t.events-0@1");

    assertThat(all("")).containsExactly("here");
  }

  @Test
  void lettersOfTablesStayWhateverTheErasedCustomersAreCalled() throws Exception {
    server.state.letterOfTable("acme|null", "value", AT, "t.goals-0@1");
    server.state.letterOfTable("acme|gone", "value", AT, "t.goals-0@2");
    server.state.erase("null", 1_000 * (AT + 5));
    server.state.erase("gone", 1_000 * (AT + 5));

    server.state.letterOfTable("acme|gone", "value", AT, "t.goals-0@3");

    assertThat(server.getAs("admin", "/dead-letter").items("origin"))
        .containsExactlyInAnyOrder("t.goals-0@1", "t.goals-0@2", "t.goals-0@3");
  }

  @Test
  void onlyAnAdminMayLook() throws Exception {
    assertThat(server.get("/dead-letter").code()).isEqualTo("scope_missing");
  }

  private List<String> all(String filter) throws Exception {
    List<String> customers = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      String from = cursor == null ? "" : "&cursor=" + cursor;
      Answer page = server.getAs("admin", "/dead-letter?limit=2" + filter + from);
      customers.addAll(page.items("customer_id"));
      cursor = page.nextCursor();
    } while (cursor != null);
    return customers;
  }
}
