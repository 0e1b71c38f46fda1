package com.traitly.query.routes;

import static com.traitly.query.readmodel.LocalPartitions.profile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.query.routes.QueryServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CustomerRoutesTest extends ServedTest {
  CustomerRoutesTest() {
    super(3);
  }

  @Test
  void answersAsTheReferenceShowsIt() throws Exception {
    server.state.add(profile("123", "John Smith", "Starter"));

    String expected =
        """
        {"data":[{"customer_id":"123","name":"John Smith","created_at":"1493933699",
                  "monthly_payment_amount":99,"location":null,"email":"123@example.com",
                  "phone_number":null,"organisation_id":null,"plan":"Starter",
                  "custom_attributes":{"role":"manager"}}],
         "metadata":{},"retrieved":"1500019594","object":"customer"}
        """;
    for (String path : List.of("/customer", "/customer/123", "/customer/", "/customer/123/")) {
      assertThat(server.get(path).body())
          .isEqualTo(Json.read(expected.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void filtersByAnyCombination() throws Exception {
    server.state.add(profile("1", "John Smith", "Starter"));
    server.state.add(profile("2", "John Smith", "Pro"));
    server.state.add(profile("10", "Alice Smith", "Pro"));
    server.state.add(profile("11", null, null));

    assertThat(server.get("/customer").items("customer_id")).containsExactly("1", "2", "10", "11");
    assertThat(server.get("/customer?name=John+Smith").items("customer_id"))
        .containsExactly("1", "2");
    assertThat(server.get("/customer?plan=Pro").items("customer_id")).containsExactly("2", "10");
    assertThat(server.get("/customer?plan=Pro&name=John%20Smith").items("customer_id"))
        .containsExactly("2");
    assertThat(server.get("/customer?customer_id=2&plan=Pro").items("customer_id"))
        .containsExactly("2");
    assertThat(server.get("/customer?customer_id=2&plan=Starter").items("customer_id")).isEmpty();
    assertThat(server.get("/customer?name=Nobody").items("customer_id")).isEmpty();
    assertThat(server.getAs("stranger", "/customer").items("customer_id")).isEmpty();
  }

  @Test
  void namesThatDifferOnlyBehindWhatTheIndexHoldsAreToldApart() throws Exception {
    String start = "x".repeat(256);
    server.state.add(profile("1", start + "1", "Pro"));
    server.state.add(profile("2", start + "2", "Pro"));

    assertThat(server.state.askAll("customers", "acme", nameFilter(start + "2")))
        .flatExtracting(page -> page.required("rows").findValuesAsText("customer_id"))
        .containsExactly("2");
  }

  @Test
  void pagesMeetEveryCustomerOnceInOneOrder() throws Exception {
    IntStream.range(0, 30)
        .forEach(i -> server.state.add(profile("c" + i, "John", i % 2 == 0 ? "Pro" : "Atom")));

    for (String filter : List.of("", "&plan=Pro", "&name=John")) {
      List<String> met = new ArrayList<>();
      String cursor = "";
      while (cursor != null) {
        Answer page =
            server.get(
                "/customer?limit=4" + filter + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
        met.addAll(page.items("customer_id"));
        cursor = page.nextCursor();
      }
      int step = filter.equals("&plan=Pro") ? 2 : 1;
      assertThat(met)
          .containsExactlyElementsOf(
              IntStream.range(0, 30).filter(i -> i % step == 0).mapToObj(i -> "c" + i).toList());
    }
  }

  @Test
  void anErasedCustomerIsGone() throws Exception {
    server.state.add(profile("1", "John Smith", "Starter"));
    server.state.erase("1", 1_500_000_000_000L);

    assertThat(server.get("/customer/1").status()).isEqualTo(404);
    assertThat(server.get("/customer/1").code()).isEqualTo("customer_not_found");
    assertThat(server.get("/customer?plan=Starter").items("customer_id")).isEmpty();
  }

  @Test
  void idsInThePathMayHoldAnyCharacter() throws Exception {
    server.state.add(profile("a b|ü+@x", "John Smith", "Starter"));

    assertThat(server.get("/customer/a%20b%7C%C3%BC%2B@x").status()).isEqualTo(200);
    assertThat(server.get("/customer?customer_id=a+b%7C%C3%BC%2B@x").items("customer_id"))
        .containsExactly("a b|ü+@x");
    assertThat(server.get("/customer/" + "x".repeat(256)).code()).isEqualTo("invalid_parameter");
  }

  private static JsonNode nameFilter(String name) {
    return Json.object().put("name", name).put("limit", 10);
  }
}
