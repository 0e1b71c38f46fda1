package com.traitly.streams.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KeysTest {
  private static final int PAIRS = 2_000;
  private static final Comparator<String> SHORTER_FIRST =
      Comparator.<String, byte[]>comparing(
          text -> text.getBytes(StandardCharsets.UTF_8),
          Comparator.<byte[]>comparingInt(utf8 -> utf8.length)
              .thenComparing(Arrays::compareUnsigned));
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::account, SHORTER_FIRST)
          .thenComparingLong(Place::at)
          .thenComparing(Place::id, SHORTER_FIRST);

  private record Place(String account, long at, String id) {
    Bytes key() {
      return Keys.join(Keys.text(account), Keys.number(at), Keys.text(id));
    }
  }

  @RepeatedTest(5)
  void byteOrderIsTheOrderOfTheComponents(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < PAIRS; i++) {
      Place one = place(random);
      Place other = place(random);
      assertThat(Integer.signum(one.key().compareTo(other.key())))
          .as("%s against %s", one, other)
          .isEqualTo(Integer.signum(ORDER.compare(one, other)));
    }
  }

  @RepeatedTest(5)
  void whatIsWrittenIsReadBack(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < PAIRS; i++) {
      Place place = place(random);
      Keys.Reader reader = new Keys.Reader(place.key().get());
      assertThat(new Place(reader.text(), reader.number(), reader.text())).isEqualTo(place);
    }
  }

  @RepeatedTest(5)
  void allKeysOfAPrefixAndNoOthersLieBelowItsEnd(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < PAIRS; i++) {
      Place one = place(random);
      Place other = place(random);
      Bytes prefix = Bytes.wrap(Keys.text(one.account()));
      boolean within =
          prefix.compareTo(other.key()) <= 0 && other.key().compareTo(Keys.end(prefix)) <= 0;
      assertThat(within).isEqualTo(one.account().equals(other.account()));
    }
  }

  @Test
  void anIndexedTextIsCutButKeepsShortOnesWhole() {
    String longName = "é".repeat(300);

    assertThat(Keys.indexed("Pro")).isEqualTo(Keys.text("Pro"));
    assertThat(Keys.indexed(longName)).hasSize(2 + 256);
  }

  private static Place place(Random random) {
    long at = random.nextBoolean() ? random.nextInt(4) : random.nextLong();
    return new Place(text(random), at, text(random));
  }

  private static String text(Random random) {
    String letters = "ab\u0000|é\uFFFF日";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12) == 0 ? 300 : random.nextInt(3);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
