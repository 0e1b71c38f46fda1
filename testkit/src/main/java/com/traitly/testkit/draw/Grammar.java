package com.traitly.testkit.draw;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rules by which texts are drawn, read from resources. It does not change once it is put together.
 *
 * <p>A rule is {@code name: one ¦ another}; indented lines continue it. All alternatives have the
 * same probability; {@code 3× one} counts as three. A rule {@code name{}: one ¦ another} draws a
 * JSON object that has all these fields in any order, without those that are empty. References are
 * in guillemets:
 *
 * <ul>
 *   <li>{@code «name»}: another rule, or a text given by the caller
 *   <li>{@code «%name»}: the same, encoded for an address
 *   <li>{@code «name?4»}: the same once in four times, otherwise nothing
 *   <li>{@code «name*9»}, {@code «name*2..5»}, {@code «name*2..5 by other»}: repeated, with one
 *       text drawn by the other rule between the repetitions
 *   <li>{@code «2..5»}: a whole number; {@code «U+00A0»}: a character
 *   <li>{@code «»}: nothing; keeps the spaces at an end of an alternative
 * </ul>
 */
public final class Grammar {
  private static final Pattern RULE = Pattern.compile("([\\w-]+)(\\{})?: (.*)");
  private static final Pattern WEIGHT = Pattern.compile("(\\d+)× (.*)");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "«(?:U\\+(\\p{XDigit}+)|(\\d+)\\.\\.(\\d+)|(%)?([\\w-]+)"
              + "(?:\\?(\\d+)|\\*(\\d+)(?:\\.\\.(\\d+))?(?: by ([\\w-]+))?)?)?»");

  private final Map<String, Rule> rules = new HashMap<>();

  /** A part of an alternative. */
  interface Part extends Function<Draws, String> {}

  /** Alternatives, or the fields of an object. */
  record Rule(boolean object, List<Part> parts) implements Part {
    @Override
    public String apply(Draws draws) {
      return object ? draws.object(parts) : draws.choose().of(parts).apply(draws);
    }
  }

  /**
   * Returns the rules for any JSON value: {@code text}, {@code number}, {@code value} and others.
   */
  public static Grammar ofValues() {
    return of(Grammar.class, "values");
  }

  /** Reads rules from a resource beside a class; its name ends in {@code .grammar}. */
  public static Grammar of(Class<?> beside, String resource) {
    return new Grammar().and(beside, resource);
  }

  /**
   * Adds the rules of another resource; rules may refer to those of either.
   *
   * @throws IllegalArgumentException when a line is no rule
   */
  public Grammar and(Class<?> beside, String resource) {
    try (InputStream in = beside.getResourceAsStream(resource + ".grammar")) {
      return and(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the rules of a text. */
  Grammar and(String text) {
    for (String line : text.replaceAll("\n +", " ").split("\n", -1)) {
      Matcher rule = RULE.matcher(line);
      if (rule.matches()) {
        rules.put(rule.group(1), rule(rule.group(2) != null, rule.group(3)));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        throw new IllegalArgumentException("No rule: " + line);
      }
    }
    return this;
  }

  /** Returns the names of all rules. */
  public Set<String> names() {
    return Collections.unmodifiableSet(rules.keySet());
  }

  Rule rule(String name) {
    Rule rule = rules.get(name);
    if (rule == null) {
      throw new IllegalArgumentException("There is no rule " + name);
    }
    return rule;
  }

  private static Rule rule(boolean object, String text) {
    List<Part> alternatives = new ArrayList<>();
    for (String each : text.split("¦", -1)) {
      Matcher weighted = WEIGHT.matcher(each.strip());
      boolean several = weighted.matches();
      Part part = sequence(several ? weighted.group(2) : each.strip());
      int weight = several ? Integer.parseInt(weighted.group(1)) : 1;
      alternatives.addAll(Collections.nCopies(weight, part));
    }
    return new Rule(object, List.copyOf(alternatives));
  }

  private static Part sequence(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher reference = REFERENCE.matcher(text);
    int at = 0;
    for (; reference.find(); at = reference.end()) {
      parts.add(literal(text.substring(at, reference.start())));
      parts.add(reference(reference.toMatchResult()));
    }
    parts.add(literal(text.substring(at)));
    return draws -> parts.stream().map(each -> each.apply(draws)).collect(Collectors.joining());
  }

  private static Part literal(String text) {
    if (text.contains("«") || text.contains("»")) {
      throw new IllegalArgumentException("No reference: " + text);
    }
    return draws -> text;
  }

  private static Part reference(MatchResult in) {
    if (in.group(1) != null) {
      return literal(Character.toString(Integer.parseInt(in.group(1), 16)));
    }
    if (in.group(2) != null) {
      return draws -> Integer.toString(between(draws, in.group(2), in.group(3)));
    }
    String name = in.group(5);
    if (name == null) {
      return literal("");
    }
    if (in.group(4) != null) {
      return draws -> URLEncoder.encode(draws.draw(name), StandardCharsets.UTF_8);
    }
    if (in.group(6) != null) {
      int times = Integer.parseInt(in.group(6));
      return draws -> draws.choose().oneIn(times) ? draws.draw(name) : "";
    }
    return in.group(7) == null ? draws -> draws.draw(name) : repeated(name, in);
  }

  private static Part repeated(String name, MatchResult in) {
    String most = in.group(8) == null ? in.group(7) : in.group(8);
    return draws -> {
      String between = in.group(9) == null ? "" : draws.draw(in.group(9));
      return IntStream.range(0, between(draws, in.group(7), most))
          .mapToObj(i -> draws.draw(name))
          .collect(Collectors.joining(between));
    };
  }

  private static int between(Draws draws, String least, String most) {
    int from = Integer.parseInt(least);
    return from + draws.choose().below(Integer.parseInt(most) - from + 1);
  }
}
