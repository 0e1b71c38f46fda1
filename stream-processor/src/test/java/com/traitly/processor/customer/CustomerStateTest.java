package com.traitly.processor.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.Scalar;
import com.traitly.processor.goals.GoalTrack;
import com.traitly.processor.goals.ProfileVersion;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CustomerStateTest {
  @Test
  void aVolatileProfileStaysSmallAndKeepsWhatReachesGoals() {
    CustomerState state = new CustomerState();
    for (int i = 0; i < 1_000; i++) {
      String plan = i < 5 ? "Trial" : i == 5 ? "Pro" : "Free";
      String attribute = "x".repeat(5_000) + i;
      state.profile(
          new ProfileVersion(i, plan, null, Map.of("last seen", new Scalar.Text(attribute))));
    }

    assertThat(CustomerStateCodec.write(state).length).isLessThan(100_000);
    assertThat(state.profiles()).extracting(ProfileVersion::from).contains(0L, 5L, 6L, 999L);
  }

  @Test
  void statesOfTheSecondFormatStayReadable() {
    CustomerState state = new CustomerState();
    state.goals().put("Use it", new GoalStanding(new GoalTrack(7), Map.of(), 5, null, null));
    byte[] third = CustomerStateCodec.write(state);
    // It ended before the byte that says whether the goal's figures hold anything.
    byte[] second = Arrays.copyOf(third, third.length - 1);
    second[0] = 2;

    assertThat(CustomerStateCodec.write(CustomerStateCodec.read(second))).isEqualTo(third);
  }

  @Test
  void sequencesGoOnAfterAnErasure() {
    CustomerState before = new CustomerState();
    before.received(1_750_000_000L, 1_750_000_000L);
    long last = before.nextSequence();
    for (int i = 0; i < 50; i++) {
      last = before.nextSequence();
    }
    CustomerState after = new CustomerState();
    after.received(1_750_000_001L, 1_750_000_001L);

    assertThat(after.nextSequence()).isGreaterThan(last);
  }
}
