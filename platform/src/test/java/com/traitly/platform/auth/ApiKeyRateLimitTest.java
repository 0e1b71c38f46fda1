package com.traitly.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ApiKeyRateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private long now;
  private final ApiKeyRateLimit limit =
      new ApiKeyRateLimit(
          2,
          3,
          new TimeMeter() {
            @Override
            public long currentTimeNanos() {
              return now;
            }

            @Override
            public boolean isWallClockBased() {
              return false;
            }
          });

  @Test
  void aBurstPassesAndThenSoManyASecond() {
    assertThat(count("a")).isEqualTo(new ApiKeyRateLimit.Standing(true, 3, 2, 1, 0));
    assertThat(count("a")).isEqualTo(new ApiKeyRateLimit.Standing(true, 3, 1, 1, 0));
    assertThat(count("a")).isEqualTo(new ApiKeyRateLimit.Standing(true, 3, 0, 2, 0));
    assertThat(count("a")).isEqualTo(new ApiKeyRateLimit.Standing(false, 3, 0, 2, 1));

    now += SECOND / 2;
    assertThat(count("a").allowed()).isTrue();
    assertThat(count("a").allowed()).isFalse();

    now += SECOND;
    assertThat(count("a").allowed()).isTrue();
    assertThat(count("a").allowed()).isTrue();
    assertThat(count("a").allowed()).isFalse();
  }

  @Test
  void oneKeyTakesNothingFromAnother() {
    for (int i = 0; i < 10; i++) {
      count("a");
    }

    assertThat(count("b").allowed()).isTrue();
  }

  @Test
  void aKeyThatRestsIsForgotten() {
    for (int key = 0; key < 100; key++) {
      count("key-" + key);
    }
    assertThat(limit.remembered()).isEqualTo(100);

    now += SECOND;
    count("another");

    assertThat(limit.remembered()).isEqualTo(1);
  }

  private ApiKeyRateLimit.Standing count(String key) {
    return limit.count(new Caller("acme", key, Set.of()));
  }
}
