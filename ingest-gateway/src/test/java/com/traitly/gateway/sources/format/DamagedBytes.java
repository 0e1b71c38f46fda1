package com.traitly.gateway.sources.format;

import static com.traitly.gateway.sources.format.RegistryStandIn.framed;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.error.ApiException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Values with changed bytes, some of them cut off. */
final class DamagedBytes {
  private DamagedBytes() {}

  /** Asserts that each is read or refused, and nothing else happens. */
  static void assertReadOrRefused(ValueFormat format, byte[] good, RandomGenerator random) {
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = good.clone();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
      try {
        format.decode(framed(1, random.nextBoolean() ? bytes : cut));
      } catch (ApiException unfit) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }
}
