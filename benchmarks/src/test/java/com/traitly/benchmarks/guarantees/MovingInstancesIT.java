package com.traitly.benchmarks.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.guarantee.ReadJudge.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make moving-instances} does, but for those that come back or are added. */
class MovingInstancesIT {
  @TempDir Path directory;

  @Test
  void everyAnswerIsRightOrSaysWhenToComeBackWhileInstancesAreKilled() throws Exception {
    try (MovingInstances run = new MovingInstances(directory)) {
      run.runBriefly();

      assertThat(run.judge().broken()).isEmpty();
      assertThat(run.judge().kinds()).containsKeys(Kind.RIGHT, Kind.RIGHT_AND_STALE);
    }
  }
}
