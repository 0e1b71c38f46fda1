package com.traitly.testkit.draw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Draws texts by a grammar, and changes bytes. The same choices draw the same texts. Belongs to one
 * thread.
 */
public final class Draws {
  private static final int ODDLY = 5;

  private final Grammar grammar;
  private final Choices choose;
  private final Map<String, Supplier<String>> given = new HashMap<>();

  /** Draws by these rules with these choices. */
  public Draws(Grammar grammar, Choices choose) {
    this.grammar = grammar;
    this.choose = choose;
  }

  /** Gives a text that rules refer to by this name; it takes the place of an earlier one. */
  public Draws given(String name, Supplier<String> text) {
    given.put(name, text);
    return this;
  }

  /** Returns the choices by which it draws. */
  public Choices choose() {
    return choose;
  }

  /** Draws a text by a rule. */
  public String draw(String rule) {
    Supplier<String> text = given.get(rule);
    return text == null ? grammar.rule(rule).apply(this) : text.get();
  }

  /** Draws each alternative of a rule once, in the order written. */
  public List<String> all(String rule) {
    return grammar.rule(rule).parts().stream().distinct().map(each -> each.apply(this)).toList();
  }

  /** Draws by a rule and returns the text's bytes, sometimes with a few of them changed. */
  public byte[] bytes(String rule) {
    return odd(draw(rule));
  }

  /** Returns the text's bytes, sometimes with a few of them changed. */
  public byte[] odd(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = choose.oneIn(10) ? 1 + choose.below(3) : 0; i > 0 && bytes.length > 0; i--) {
      bytes[choose.below(bytes.length)] =
          (byte) (choose.oneIn(2) ? 0x80 | choose.below(128) : choose.below(128));
    }
    return choose.oneIn(25) ? spliced(bytes) : bytes;
  }

  /** Draws all fields of an object in any order, and leaves out those that are empty. */
  String object(List<Grammar.Part> fields) {
    List<String> drawn = new ArrayList<>(fields.stream().map(each -> each.apply(this)).toList());
    drawn.removeIf(String::isEmpty);
    Collections.shuffle(drawn, Random.from(choose.random()));
    return "{" + String.join(choose.oneIn(ODDLY) ? " ,\t" : ",", drawn) + "}";
  }

  /** Inserts a sequence that is almost UTF-8. */
  private byte[] spliced(byte[] bytes) {
    byte[] odd = draw("almost-utf8").getBytes(StandardCharsets.ISO_8859_1);
    int at = choose.below(bytes.length + 1);
    byte[] all = Arrays.copyOf(bytes, bytes.length + odd.length);
    System.arraycopy(odd, 0, all, at, odd.length);
    System.arraycopy(bytes, at, all, at + odd.length, bytes.length - at);
    return all;
  }
}
