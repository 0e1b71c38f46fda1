package com.traitly.systemtests.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.guarantee.ReadJudge;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short version of {@code make moving-instances}, which has more kills, a loss and additions. */
@Tag("slow")
class MovingInstancesIT {
  @TempDir Path directory;

  @Test
  void everyReadIsRightOrMarkedStaleOrSaysWhenToComeBack() throws Exception {
    try (MovingInstances run = new MovingInstances(directory)) {
      run.runBriefly();

      assertThat(run.judge().broken()).isEmpty();
      Map<ReadJudge.Kind, Integer> kinds = run.judge().kinds();
      int refused = kinds.getOrDefault(ReadJudge.Kind.COME_BACK, 0);
      int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(refused).as("reads answered 503, of %s", kinds).isLessThan(all / 2);
    }
  }
}
