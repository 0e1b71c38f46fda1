package com.traitly.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundTextTest {
  private static final Pattern HALF =
      Pattern.compile(
          "(?i)\\\\u(d[89ab][0-9a-f]{2})(?!\\\\ud[c-f][0-9a-f]{2})"
              + "|(?<!\\\\ud[89ab][0-9a-f]{2})\\\\u(d[c-f][0-9a-f]{2})");

  @ParameterizedTest
  @CsvSource({
    "F4908080", // above U+10FFFF
    "F5808080", // begins no sequence
    "EDA0BDEDB880", // CESU-8
    "EDA080", // a surrogate
    "C080", // overlong, as Java writes U+0000
    "C1BF",
    "E09FBF", // overlong
    "F08FBFBF", // overlong
    "80", // a continuation byte alone
    "C3", // cut short
    "E282",
    "F09F98",
    "C341",
    "E28241",
    "FF",
    "FE"
  })
  void findsWhatIsNotUtf8WhereverItStands(String hex) {
    byte[] flaw = HexFormat.of().parseHex(hex);
    for (int before = 0; before < 20; before++) {
      byte[] text = new byte[before + flaw.length + 11];
      Arrays.fill(text, (byte) 'a');
      System.arraycopy(flaw, 0, text, before, flaw.length);

      assertThat(SoundText.flawIn(text, 0, text.length)).isEqualTo(before);
      assertThat(SoundText.flawIn(text, 0, before + flaw.length)).isEqualTo(before);
      assertThat(SoundText.flawIn(text, 0, before)).isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\udc00",
        "\\udc00\\ud800",
        "\\ud83d\\u0041",
        "\\ud83d\\\\ude00",
        "\\uD83D x"
      })
  void findsHalfOfAPair(String escape) {
    byte[] text = ("{\"name\":\"" + escape + "\"}").getBytes(StandardCharsets.UTF_8);

    assertThat(SoundText.flawIn(text, 0, text.length)).isEqualTo(9);
  }

  @Test
  void passesWhatOnlyLooksLikeIt() {
    for (String sound :
        new String[] {
          "\\ud83d\\ude00",
          "\\\\ud800",
          "\\\"\\u00e9",
          "\uD83D\uDE00 é ࠀ \uFFFD \uD7FF",
          "\\",
          "\\u12"
        }) {
      byte[] text = sound.getBytes(StandardCharsets.UTF_8);

      assertThat(SoundText.flawIn(text, 0, text.length)).as(sound).isNegative();
    }
  }

  @RepeatedTest(10)
  void agreesWithTheStrictDecoder(RepetitionInfo repetition) {
    RandomGenerator random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 2_000; i++) {
      byte[] text =
          "an ASCII text of some length é ࠀ \uD83D\uDE00 end".getBytes(StandardCharsets.UTF_8);
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        int value = random.nextBoolean() ? random.nextInt(256) : 0x80 | random.nextInt(128);
        text[random.nextInt(text.length)] = (byte) (value == '\\' ? 'x' : value);
      }
      int from = random.nextInt(text.length);

      assertThat(SoundText.flawIn(text, from, text.length) < 0)
          .as(HexFormat.of().formatHex(text, from, text.length))
          .isEqualTo(isUtf8(text, from));
    }
  }

  @RepeatedTest(10)
  void findsHalvesAsAPatternDoes(RepetitionInfo repetition) {
    RandomGenerator random = new Random(repetition.getCurrentRepetition());
    String[] parts = {"\\ud83d", "\\uDE00", "\\udbff", "\\n", "\\u0041", "a", "dc00", "\\u00d8"};
    for (int i = 0; i < 1_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int parted = random.nextInt(8); parted > 0; parted--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);

      assertThat(SoundText.flawIn(bytes, 0, bytes.length) >= 0)
          .as(text.toString())
          .isEqualTo(HALF.matcher(pairless(text)).find());
    }
  }

  private static String pairless(CharSequence text) {
    return Pattern.compile("(?i)\\\\ud[89ab][0-9a-f]{2}\\\\ud[c-f][0-9a-f]{2}")
        .matcher(text)
        .replaceAll("-");
  }

  private static boolean isUtf8(byte[] text, int from) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, text.length - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
