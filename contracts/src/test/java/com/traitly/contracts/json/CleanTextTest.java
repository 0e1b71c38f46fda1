package com.traitly.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "15",
        " a ",
        "\u00a0a",
        "é",
        "日本",
        "\uD83D\uDC1D",
        "नमस्ते",
        "e\u0301",
        "a\u202eb",
        "١٥",
        "%",
        "\uD83D\uDC68\u200D\uD83D\uDC69"
      })
  void whatCanBeSeenMayNameSomething(String text) {
    assertThat(CleanText.isName(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u00a0\u200b\ufeff",
        "\u00ad",
        "\u2060",
        "\u202e",
        "\u3000",
        "\u2028",
        "\u115f",
        "\u1160",
        "\u3164",
        "\uffa0",
        "\u2800",
        "\u034f",
        "\ufe0f",
        "\u180e",
        "\u17b4",
        "\u200d",
        "\u0301",
        "a\u0000",
        "a\u0085",
        "a\ud800",
        "\udc00a",
        "\uDB40\uDC41"
      })
  void whatCannotBeSeenNamesNothing(String text) {
    assertThat(CleanText.isName(text)).isFalse();
  }
}
