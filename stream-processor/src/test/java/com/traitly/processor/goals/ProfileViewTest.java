package com.traitly.processor.goals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.processor.goals.ProfileHistory.Moment;
import com.traitly.testkit.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
class ProfileViewTest {
  private static final long HOUR = 3_600_000;
  private static final String TIER = ProfileField.attribute("tier");
  private static final ProfileValue TRIAL = value("Trial");
  private static final ProfileValue PRO = value("Pro");

  private final ProfileHistory history = new ProfileHistory();

  @RepeatedTest(100)
  void theNewestFactByThenHoldsInWhateverOrderTheyCame(RandomGenerator random) {
    List<Moment> moments = new ArrayList<>();
    for (int fact = 1; fact <= 12; fact++) {
      moments.add(new Moment(random.nextLong(6) * HOUR, fact));
    }
    Collections.shuffle(moments, new Random(random.nextLong()));
    moments.forEach(each -> history.set(ProfileField.PLAN, each, value("fact " + each.fact())));

    Moment at = new Moment(random.nextLong(6) * HOUR, random.nextInt(13));
    moments.stream()
        .filter(each -> each.compareTo(at) <= 0)
        .max(Moment::compareTo)
        .ifPresent(newest -> assertThat(history.at(at).plan()).isEqualTo("fact " + newest.fact()));
  }

  @Test
  void aFactSoonAfterIsKnownAndALaterOneIsInferred() {
    history.set(ProfileField.PLAN, new Moment(10 * HOUR, 1), TRIAL);

    assertThat(history.at(9 * HOUR).value(ProfileField.PLAN)).isEqualTo(TRIAL);
    assertThat(history.at(9 * HOUR).knows(ProfileField.PLAN)).isTrue();
    assertThat(history.at(9 * HOUR - 1).value(ProfileField.PLAN)).isEqualTo(TRIAL);
    assertThat(history.at(9 * HOUR - 1).knows(ProfileField.PLAN)).isFalse();
  }

  @Test
  void aFactWithThePlanDescribesTheWholeCustomer() {
    history.set(ProfileField.PLAN, new Moment(10 * HOUR, 1), TRIAL);
    history.set(TIER, new Moment(20 * HOUR, 2), value("gold"));

    assertThat(history.at(0).value(TIER)).isEqualTo(ProfileValue.NONE);
    assertThat(history.at(10 * HOUR).knows(TIER)).isTrue();
    assertThat(history.at(20 * HOUR).value(TIER)).isEqualTo(value("gold"));
  }

  @Test
  void atCreationTheFirstOfTheFactsOfThatInstantCounts() {
    history.set(ProfileField.PLAN, new Moment(HOUR, 1), TRIAL);
    history.set(ProfileField.PLAN, new Moment(HOUR, 2), PRO);

    assertThat(history.atCreation(HOUR).plan()).isEqualTo("Trial");
    assertThat(history.at(HOUR).plan()).isEqualTo("Pro");
  }

  @Test
  void clearingEndsTheValuesBeforeIt() {
    history.set(TIER, new Moment(HOUR, 1), value("gold"));
    history.clear(new Moment(2 * HOUR, 2));

    assertThat(history.at(2 * HOUR - 1).value(TIER)).isEqualTo(value("gold"));
    assertThat(history.at(2 * HOUR).value(TIER)).isEqualTo(ProfileValue.NONE);
    assertThat(history.at(2 * HOUR).knows(TIER)).isTrue();
    assertThat(history.lastChange(TIER)).isEqualTo(new Moment(2 * HOUR, 2));
  }

  private static ProfileValue value(String text) {
    return ProfileValue.of(TextNode.valueOf(text));
  }
}
