package com.traitly.systemtests.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.systemtests.offers.OfferKind;
import com.traitly.testkit.Seeded;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small sample of what {@code make fuzz} sends to the whole product. */
@Tag("slow")
class StoredFuzzIT {
  private static final int BODIES = 2_000;

  @TempDir Path directory;

  @Test
  @Seeded
  void whatIsAcceptedIsShownAndNothingElseIs(RandomGenerator random) throws Exception {
    Findings findings = StoredFuzz.run(directory, BODIES, random.nextLong());

    assertThat(findings.found()).isEmpty();
    assertThat(OfferKind.values())
        .allSatisfy(kind -> {
          assertThat(findings.accepted(kind)).isPositive();
          assertThat(findings.refused(kind)).isPositive();
        });
  }
}
