package com.traitly.platform.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntityTagsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"3\" | true | true",
        "3 | true | true",
        "* | true | true",
        "\"1\", \"3\" | true | true",
        "W/\"3\" | true | false",
        "\"1\", W/\"3\" | true | false",
        "\"W/3\" | false | false",
        "\"33\" | false | false",
        "`` | false | false",
      })
  void comparesWithTheCurrentOne(String header, boolean has, boolean mayWrite) {
    assertThat(EntityTags.hasCurrent(header, "\"3\"")).isEqualTo(has);
    assertThat(EntityTags.allowWrite(header, "\"3\"")).isEqualTo(mayWrite);
  }

  @Test
  void nothingMatchesWhereNothingIs() {
    assertThat(EntityTags.hasCurrent("*", null)).isFalse();
    assertThat(EntityTags.allowWrite("*", null)).isFalse();
  }

  @Test
  void whoSendsNoneDemandsNothing() {
    assertThat(EntityTags.hasCurrent(null, "\"3\"")).isFalse();
    assertThat(EntityTags.allowWrite(null, "\"3\"")).isTrue();
    assertThat(EntityTags.allowWrite(null, null)).isTrue();
  }
}
