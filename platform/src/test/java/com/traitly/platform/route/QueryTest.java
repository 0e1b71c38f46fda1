package com.traitly.platform.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.error.ApiException;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.Seeded;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Seeded
final class QueryTest {
  private static final List<String> KNOWN =
      List.of("customer_id", "name", "created_after", "limit");

  @Test
  void readsWhatIsKnown() {
    Query query = Query.parse("&customer_id=a%2Bb+c%20d&&limit=&name", KNOWN);

    assertThat(query.get("customer_id")).isEqualTo("a+b c d");
    assertThat(query.get("limit")).isEmpty();
    assertThat(query.get("name")).isEmpty();
    assertThat(query.get("created_after")).isNull();
  }

  @Test
  void readsEveryValueByItsEncodedForm(RandomGenerator random) {
    for (int i = 0; i < 1_000; i++) {
      String value = OddNames.draw(random, 255);

      assertThat(Query.parse("name=" + OddNames.encode(value, random), KNOWN).get("name"))
          .isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "customerId, customer_id",
    "CUSTOMER_ID, customer_id",
    "Customer-Id, customer_id",
    "customer.id, customer_id",
    "customerid, customer_id",
    "custmer_id, customer_id",
    "Name, name",
    "nam, name",
    "createdAfter, created_after",
    "Limit, limit",
    "limits, limit",
    "name[], name",
    "customer_id%20, customer_id",
    "%63ustomerId, customer_id"
  })
  void aMistypedOneIsRefusedWithWhatWasMeant(String sent, String meant) {
    assertThatThrownBy(() -> Query.parse("limit=1&" + sent + "=1", KNOWN))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("did you mean " + meant + "?")
        .hasMessageContaining("known are customer_id, name, created_after, limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"email=a", "_method=DELETE", "=3", "x", "%00=a", "a=1&b=2&a=3"})
  void anUnknownOneIsRefusedWithThoseThereAre(String query) {
    assertThatThrownBy(() -> Query.parse(query, KNOWN))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("There is no parameter '")
        .hasMessageContaining("known are")
        .hasMessageNotContainingAny("did you mean", "\u0000");
  }

  @Test
  void whoTakesNoneSaysSo() {
    assertThatThrownBy(() -> Query.parse("x=" + "y".repeat(5_000), List.of()))
        .hasMessage("There is no parameter 'x' here: this address takes none");
    assertThatThrownBy(() -> Query.parse("x".repeat(5_000), List.of()))
        .hasMessageContaining("xxx…'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=a&name=a", "name=a&name", "name=&%6Eame=b"})
  void oneThatComesTwiceIsRefused(String query) {
    assertThatThrownBy(() -> Query.parse(query, KNOWN))
        .isInstanceOf(ApiException.class)
        .hasMessage("name is there twice: send it once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customer_id=%",
        "customer_id=%zz",
        "customer_id=%FF",
        "%C0%AF=1",
        "name=%ED%A0%80",
        "name=\uFFFD",
        "name=%F5%80%80%80"
      })
  void whatIsNotUtf8IsRefusedAndNotLeftOut(String query) {
    assertThatThrownBy(() -> Query.parse(query, KNOWN))
        .isInstanceOf(ApiException.class)
        .hasMessageStartingWith("The query is not percent-encoded UTF-8");
  }

  @Test
  void aRouteReadsOnlyWhatItDeclares() {
    assertThatThrownBy(() -> Query.parse("", KNOWN).get("order"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
