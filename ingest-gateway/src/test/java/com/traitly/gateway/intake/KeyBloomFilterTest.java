package com.traitly.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

@Seeded
class KeyBloomFilterTest {
  private static final int MANY = 200_000;

  @Test
  void whatWasAddedIsKnownAndHardlyAnythingElse(RandomGenerator random) {
    KeyBloomFilter keys = new KeyBloomFilter();
    String prefix = "acme|" + random.nextInt() + "-";
    for (int i = 0; i < MANY; i++) {
      keys.add(bytes(prefix + i));
    }

    int mistaken = 0;
    for (int i = 0; i < MANY; i++) {
      assertThat(keys.mayHave(bytes(prefix + i))).isTrue();
      mistaken += keys.mayHave(bytes(prefix + "x" + i)) ? 1 : 0;
    }
    assertThat(mistaken).isLessThan(MANY / 1_000);
    assertThat(new KeyBloomFilter().mayHave(bytes(prefix + 0))).isFalse();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
