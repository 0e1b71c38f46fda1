package com.traitly.query.routes;

import static com.traitly.query.readmodel.LocalPartitions.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of anonymous ids that were linked to customers. */
class LinkedEventsTest extends ServedTest {
  private static final long NOW = 1_500_019_594_000L;

  LinkedEventsTest() {
    super(3);
  }

  @Test
  void eventsAreListedOnceUnderTheCustomer() throws Exception {
    server.state.add(event("a", "Begin", NOW, "e1"));
    server.state.add(event("u", "Act", NOW + 1_000, "e2"));
    server.state.link("u", "a", NOW + 5_000);
    // Read before the move and after it, in this order or the other.
    server.state.move(event("u", "Begin", NOW, "e1"), event("u", "Act", NOW + 2_000, "e3"));
    server.state.add(event("a", "Act", NOW + 2_000, "e3"));
    server.state.move(event("u", "Begin", NOW, "e1"));

    assertThat(server.get("/event?customer_id=u").items("event_id"))
        .containsExactly("e1", "e2", "e3");
    assertThat(server.get("/event?customer_id=a").items("event_id")).isEmpty();
    assertThat(server.get("/event").items("event_id")).containsExactly("e3", "e2", "e1");
  }

  @Test
  void theAnonymousIdIsNotFoundAndTheAnswerNamesTheCustomer() throws Exception {
    server.state.add(event("a", "Begin", NOW, "e1"));
    server.state.link("u", "a", NOW);

    var answer = server.get("/customer/a");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asText()).isEqualTo("customer_not_found");
    assertThat(answer.body().path("detail").asText())
        .isEqualTo("a is an anonymous id that was linked to the customer u; ask for that");
  }

  @Test
  void itsDeadLettersStay() throws Exception {
    server.state.letter("acme|a", "{}", NOW / 1_000, "t.events-0@7");
    server.state.link("u", "a", NOW + 1_000);

    assertThat(server.getAs("admin", "/dead-letter").items("customer_id")).containsExactly("a");
  }

  @Test
  void aRefusedClaimGoesWithTheCustomerWhoClaimed() throws Exception {
    String claim =
        "{\"type\":\"claim\",\"anonymous_id\":\"a\",\"customer_id\":\"u-%d\",\"received_at\":1500019594}";
    for (int claimer = 1; claimer <= 2; claimer++) {
      String value = claim.formatted(claimer);
      server.state.letter("acme|a", value, NOW / 1_000, "t.customer-links-0@" + claimer);
    }
    server.state.rejected(
        "acme|a", "{\"anonymousId\":\"a\",\"userId\":\"u-1\"}", NOW / 1_000, "why");
    server.state.letter("acme|b", claim.formatted(1), NOW / 1_000, "t.customer-links-0@7");

    server.state.release("a", "u-1", NOW + 10_000);
    // Read after the erasure, though it is older.
    server.state.letter("acme|a", claim.formatted(1), NOW / 1_000, "t.customer-links-0@3");
    server.state.rejected(
        "acme|a", "{\"anonymousId\":\"a\",\"userId\":\"u-1\"}", NOW / 1_000, "why");

    assertThat(server.getAs("admin", "/dead-letter").items("origin"))
        .containsExactlyInAnyOrder("t.customer-links-0@2", "t.customer-links-0@7");
    assertThat(server.get("/event/rejected").items("message")).isEmpty();
    // A customer of the same id begins anew.
    server.state.letter("acme|a", claim.formatted(1), NOW / 1_000 + 20, "t.customer-links-0@4");
    assertThat(server.getAs("admin", "/dead-letter").items("origin"))
        .contains("t.customer-links-0@4");
  }

  @Test
  void itIsAnIdLikeAnyOtherOnceItsCustomerIsErased() throws Exception {
    server.state.link("u", "a", NOW);
    server.state.move(event("u", "Begin", NOW, "e1"));
    server.state.erase("u", NOW + 10_000);
    server.state.erase("a", NOW + 10_000);
    server.state.move(event("u", "Late", NOW, "e2"));
    server.state.add(event("a", "Later", NOW + 20_000, "e3"));

    assertThat(server.get("/event").items("name")).isEqualTo(List.of("Later"));
    assertThat(server.get("/customer/a").body().path("detail").asText())
        .isEqualTo("There is no customer with the id a");
  }
}
