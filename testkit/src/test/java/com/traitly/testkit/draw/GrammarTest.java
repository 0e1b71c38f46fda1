package com.traitly.testkit.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.json.Json;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrammarTest {
  private static final int TIMES = 2_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "a~<a>",
        "«»~<>",
        "«» a«»~< a>",
        "a ¦ b~<a><b>",
        "2× a ¦ b~<a><b>",
        "«U+1F600»~<😀>",
        "«8..10»~<10><8><9>",
        "«x*3»~<xxx>",
        "«x*0..2 by y»~<><x><xyx>",
        "«x?2»~<><x>",
        "«%odd»~<%2F%26+%C3%A9>",
        "«x»(«given»)~<x(g)>",
      })
  void aRuleDrawsAllThatItDescribesAndNothingElse(String rule, String expected) {
    Grammar grammar = new Grammar().and("r: " + rule + "\nx: x\ny: y\nodd: /& é");
    Draws draws = new Draws(grammar, new Choices(new Random(1))).given("given", () -> "g");
    TreeSet<String> drawn = new TreeSet<>();
    for (int i = 0; i < TIMES; i++) {
      drawn.add("<" + draws.draw("r") + ">");
    }

    assertThat(String.join("", drawn)).isEqualTo(expected);
  }

  @Test
  void aWeightIsASharePerAlternative() {
    Draws draws = new Draws(new Grammar().and("r: 9× a ¦ b"), new Choices(new Random(3)));
    Map<String, Integer> drawn = new HashMap<>();
    for (int i = 0; i < TIMES; i++) {
      drawn.merge(draws.draw("r"), 1, Integer::sum);
    }

    assertThat(drawn.get("b")).isBetween(TIMES / 14, TIMES / 7);
  }

  @Test
  void anObjectHasAllFieldsThatAreNotEmptyInAnyOrder() {
    Grammar grammar = new Grammar().and("o{}: \"a\":1 ¦ «»\n  ¦ \"b\":«two»\ntwo: 2");
    Draws draws = new Draws(grammar, new Choices(new Random(1)));
    TreeSet<String> drawn = new TreeSet<>();
    for (int i = 0; i < TIMES; i++) {
      drawn.add(draws.draw("o"));
    }

    assertThat(drawn)
        .containsExactlyInAnyOrder(
            "{\"a\":1,\"b\":2}",
            "{\"b\":2,\"a\":1}",
            "{\"a\":1 ,\t\"b\":2}",
            "{\"b\":2 ,\t\"a\":1}");
  }

  @Test
  void eachAlternativeIsToBeHadOnce() {
    Draws draws = new Draws(new Grammar().and("r: a ¦ «x*2»\nx: x"), new Choices(new Random(1)));

    assertThat(draws.all("r")).containsExactly("a", "xx");
  }

  @ParameterizedTest
  @CsvSource({"r: «a b»", "r: «3..»", "r: a»", "r; a", "'  : a'"})
  void whatIsNoRuleIsRefused(String line) {
    assertThatThrownBy(() -> new Grammar().and(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRuleThatIsMissingIsNamed() {
    Draws draws = new Draws(new Grammar().and("r: «nothing»"), new Choices(new Random(1)));

    assertThatThrownBy(() -> draws.draw("r")).hasMessageContaining("nothing");
  }

  @Test
  @Seeded
  void theSameChoicesDrawTheSame(RandomGenerator random) {
    long seed = random.nextLong();

    assertThat(values(seed)).isEqualTo(values(seed));
  }

  private static String values(long seed) {
    Draws draws = new Draws(Grammar.ofValues(), new Choices(new Random(seed)));
    return draws.draw("value") + draws.draw("text") + draws.draw("number");
  }

  @Test
  @Seeded
  void mostValuesAreJson(RandomGenerator random) {
    Draws draws = new Draws(Grammar.ofValues(), new Choices(random));
    int valid = 0;
    for (int i = 0; i < TIMES; i++) {
      try {
        var unused = Json.read(draws.draw("value").getBytes(StandardCharsets.UTF_8));
        valid++;
      } catch (RuntimeException refused) {
        // some are too long, too deep or have half a surrogate pair
      }
    }

    assertThat(valid).isBetween(TIMES / 2, TIMES - 1);
  }

  @Test
  void everyRuleOfNamesCanBeDrawn() {
    Grammar names = Grammar.of(OddNames.class, "odd-names");
    Draws draws = new Draws(names, new Choices(new Random(1)));

    assertThat(names.names()).allSatisfy(rule -> assertThat(draws.draw(rule)).isNotNull());
  }
}
