package com.traitly.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveListenerTest {
  private static final AccountKey ADA = new AccountKey("acme", "ada");
  private final LiveListener listener =
      new LiveListener("acme", Map.of("name", "Act"), new LivePlace(new long[1]));

  @Test
  void aSlowCallerMissesTheOldestAndIsToldHowMany() throws InterruptedException {
    IntStream.range(0, LiveListener.MOST_ITEMS + 7).forEach(each -> offer(ADA, each, 10));
    LiveListener.Next next = listener.take(0);
    assertThat(next.leftOut()).isEqualTo(7);
    assertThat(next.entries()).hasSize(LiveListener.MOST_ITEMS);
    assertThat(next.entries().getFirst().at()).isEqualTo(7);
    assertThat(listener.take(1).isEmpty()).isTrue();
  }

  @Test
  void largeItemsAreLimitedByTheirBytes() throws InterruptedException {
    IntStream.range(0, 10).forEach(each -> offer(ADA, each, LiveListener.MOST_BYTES / 4));
    assertThat(listener.take(0).entries()).hasSize(4);
    offer(ADA, 0, 2 * LiveListener.MOST_BYTES);
    assertThat(listener.take(0).entries()).as("one goes, however large").hasSize(1);
  }

  @Test
  void whatWaitsAboutAnErasedCustomerIsNotWritten() throws InterruptedException {
    offer(ADA, 5, 1);
    offer(ADA, 6, 1);
    offer(new AccountKey("acme", "bob"), 5, 1);
    listener.erase(ADA, 5);
    assertThat(listener.take(0).entries()).extracting(LiveEntry::at).containsExactly(6L, 5L);
  }

  @Test
  void anItemIsWantedWhenTheAccountAndEveryFilterMatch() {
    assertThat(listener.wants(item("acme", "Act"))).isTrue();
    assertThat(listener.wants(item("acme", "Other"))).isFalse();
    assertThat(listener.wants(item("acme-eu", "Act"))).isFalse();
    assertThat(LiveFeed.isOf("acme", "acme|x".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(LiveFeed.isOf("acme", "acme-eu|x".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(LiveFeed.isOf("acme", "acme".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isFalse();
  }

  private void offer(AccountKey about, long at, int bytes) {
    listener.offer(new LiveEntry("id", new byte[bytes], about, at));
  }

  private static LiveItem item(String account, String name) {
    return new LiveItem(new AccountKey(account, "ada"), 1, Map.of("name", name), Json.object());
  }
}
