package com.traitly.systemtests.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.Seeded;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short version of {@code make kill-points}, which does a hundred kills. */
@Tag("slow")
class KillPointsIT {
  private static final int KILLS = 3;

  @TempDir Path directory;

  @Test
  @Seeded
  void whatWasAcknowledgedIsCountedExactlyOnce(RandomGenerator random) {
    try (KillPoints run = new KillPoints(directory)) {
      assertThat(run.run(KILLS, random)).isEmpty();
    }
  }
}
