package com.traitly.systemtests.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.guarantee.ReadJudge;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code make moving-instances} does with more kills, a loss and additions. */
class MovingInstancesIT {
  @TempDir Path directory;

  @Test
  void everyReadIsRightOrMarkedStaleOrSaysWhenToComeBack() throws Exception {
    try (MovingInstances run = new MovingInstances(directory)) {
      run.runBriefly();

      assertThat(run.judge().broken()).isEmpty();
      assertThat(run.judge().kinds()).containsKey(ReadJudge.Kind.RIGHT);
    }
  }
}
