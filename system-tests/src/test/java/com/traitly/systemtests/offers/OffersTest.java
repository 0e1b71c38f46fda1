package com.traitly.systemtests.offers;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.systemtests.offers.Offer.Effect;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

@Seeded
class OffersTest {
  private static final int MANY = 4_000;

  @Test
  void everyRouteIsDrawnByItsShare(RandomGenerator random) {
    Map<OfferKind, Integer> drawn = new EnumMap<>(OfferKind.class);
    drawn(random.nextLong(), MANY).forEach(each -> drawn.merge(each.kind(), 1, Integer::sum));

    assertThat(drawn).doesNotContainKeys(OfferKind.ENDPOINT_CHANGE, OfferKind.ROTATION);
    assertThat(drawn).hasSize(OfferKind.values().length - 2);
    assertThat(drawn.get(OfferKind.EVENTS)).isBetween(MANY * 55 / 100, MANY * 65 / 100);
    assertThat(drawn.get(OfferKind.TOKEN)).isBetween(MANY / 250, MANY / 50);
  }

  @Test
  void theSameSeedMakesTheSameOffers(RandomGenerator random) {
    long seed = random.nextLong();

    assertThat(shown(drawn(seed, 200))).isEqualTo(shown(drawn(seed, 200)));
  }

  @Test
  void someAreOnlyToBeCheckedAndSomeToBeRefused(RandomGenerator random) {
    List<Offer> drawn = drawn(random.nextLong(), MANY);

    assertThat(drawn).anyMatch(each -> each.frame().effect() == Effect.ONLY_CHECKS);
    assertThat(drawn).anyMatch(each -> each.frame().effect() == Effect.NONE);
    assertThat(drawn)
        .filteredOn(each -> each.frame().effect() == Effect.ONLY_CHECKS)
        .allMatch(each -> each.path().contains("?"));
  }

  @Test
  void writesAreAboutTheMakersOwnCustomers(RandomGenerator random) {
    assertThat(drawn(random.nextLong(), MANY))
        .filteredOn(each -> each.kind() == OfferKind.CUSTOMERS)
        .anyMatch(each -> text(each).contains("c7 "))
        .anyMatch(each -> text(each).contains("\"custom_attributes\""));
  }

  @Test
  void halfOfTheEndpointsAreChangedAndAlwaysInTheSameWay() {
    int changed = 0;
    for (int i = 0; i < 200; i++) {
      String url = "http://127.0.0.1:1/e7-" + i;
      List<Offer> changes = Offers.changes("whe_" + i, url);
      assertThat(shown(changes)).isEqualTo(shown(Offers.changes("whe_" + i, url)));
      if (!changes.isEmpty()) {
        changed++;
        assertThat(changes.getLast().kind()).isEqualTo(OfferKind.ROTATION);
        assertThat(changes).allMatch(each -> each.path().startsWith("/webhook/whe_"));
      }
    }

    assertThat(changed).isBetween(60, 140);
  }

  private static List<Offer> drawn(long seed, int count) {
    Offers offers = new Offers(new Random(seed), 7, "http://127.0.0.1:1/e", "whe_idle");
    List<Offer> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(offers.next());
    }
    return drawn;
  }

  private static List<String> shown(List<Offer> offers) {
    return offers.stream()
        .map(each -> each.kind() + each.path() + each.frame().headers() + text(each))
        .toList();
  }

  private static String text(Offer offer) {
    return new String(offer.body(), StandardCharsets.UTF_8);
  }
}
