package com.traitly.contracts.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FactTimeTest {
  private static final long SECOND = 1_750_000_000_000L;

  @Test
  void countsAsSaidWhenItIsPast() {
    assertThat(FactTime.counted(SECOND, SECOND + 3_600_000)).isEqualTo(SECOND);
    assertThat(FactTime.counted(SECOND + 250, SECOND + 900)).isEqualTo(SECOND + 250);
    assertThat(FactTime.counted(-SECOND, SECOND)).isEqualTo(-SECOND);
  }

  @Test
  void countsAsReceivedWhenTheSendersClockIsFarAhead() {
    assertThat(FactTime.counted(SECOND + 300_001, SECOND)).isEqualTo(SECOND);
    assertThat(FactTime.counted(SECOND + 300_000, SECOND)).isEqualTo(SECOND + 300_000);
  }

  @Test
  void aWholeSecondThatIsSentLiveCountsAtItsEnd() {
    assertThat(FactTime.counted(SECOND, SECOND + 350)).isEqualTo(SECOND + 350);
    assertThat(FactTime.counted(SECOND, SECOND + 1_020)).isEqualTo(SECOND + 999);
    assertThat(FactTime.counted(SECOND, SECOND + 59_999)).isEqualTo(SECOND + 999);
    assertThat(FactTime.counted(SECOND, SECOND + 60_000)).isEqualTo(SECOND);
    assertThat(FactTime.counted(SECOND, SECOND)).isEqualTo(SECOND);
  }

  /** A customer who is created and acts in one second acts after being created. */
  @RepeatedTest(200)
  void anEventCutToItsSecondIsNotBeforeAFactReceivedEarlierInIt(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    long createdAt = SECOND + random.nextLong(1_000);
    long happened = random.nextLong(createdAt, SECOND + 1_000);
    long receivedAt = happened + random.nextLong(5_000);

    assertThat(FactTime.counted(SECOND, receivedAt)).isBetween(createdAt, SECOND + 999);
  }
}
