package com.traitly.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.cli.checkpoint.Place;
import com.traitly.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;

@Seeded
class ProgressTest {
  /** Whatever the order of answers, no row at or before the place is open, and the next one is. */
  @RepeatedTest(20)
  void thePlaceIsBeforeTheFirstRowThatIsNotAnswered(RandomGenerator random) {
    Progress progress = new Progress(Place.START);
    List<Long> batches = new ArrayList<>();
    List<Long> firstRows = new ArrayList<>();
    long rows = 0;
    for (int step = 0; step < 300; step++) {
      if (!batches.isEmpty() && random.nextInt(3) == 0) {
        int answered = random.nextInt(batches.size());
        progress.end(batches.remove(answered), 1, 0);
        firstRows.remove(answered);
      } else {
        if (random.nextInt(2) == 0) {
          batches.add(progress.begin());
          firstRows.add(rows + 1);
        }
        progress.read(new Place(0, ++rows, ""));
      }
      long expected = firstRows.stream().mapToLong(row -> row - 1).min().orElse(rows);
      assertThat(progress.done().row()).isEqualTo(expected);
    }
  }
}
