package com.traitly.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.Seeded;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

@Seeded
class LivePlaceTest {
  @Test
  void whatWasWrittenIsRead(RandomGenerator random) {
    for (int i = 0; i < 1_000; i++) {
      long[] next = random.longs(1 + random.nextInt(40), 0, Long.MAX_VALUE).toArray();
      for (int j = 0; j < next.length; j++) {
        next[j] >>>= random.nextInt(63);
      }
      String text = new LivePlace(next).text().orElseThrow();
      LivePlace read = LivePlace.read(text, next.length).orElseThrow();
      assertThat(Arrays.stream(next).toArray())
          .containsExactly(
              java.util.stream.IntStream.range(0, next.length).mapToLong(read::next).toArray());
      assertThat(LivePlace.read(text, next.length + 1)).isEmpty();
    }
  }

  @Test
  void whatIsNoneOfOursIsNotRead(RandomGenerator random) {
    for (String text : new String[] {"", "x", "AQ", "a b", "Ag", "AQD_____________8B"}) {
      assertThat(LivePlace.read(text, 1)).as(text).isEmpty();
    }
    byte[] bytes = new byte[20];
    for (int i = 0; i < 1_000; i++) {
      random.nextBytes(bytes);
      Optional<LivePlace> read =
          LivePlace.read(java.util.Base64.getUrlEncoder().encodeToString(bytes), 3);
      read.ifPresent(place -> assertThat(place.next(0)).isNotNegative());
    }
  }

  @Test
  void aPlaceInTooManyPartitionsHasNoId() {
    assertThat(new LivePlace(new long[2_000]).text()).isPresent();
    long[] large = new long[1_000];
    Arrays.fill(large, Long.MAX_VALUE);
    assertThat(new LivePlace(large).text()).isEmpty();
  }
}
