package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Series;
import java.util.ArrayList;
import java.util.List;

/** Lets contenders take turns, A B A B, so that what the machine does hits all alike. */
public final class Rounds {
  private Rounds() {}

  /** One of those who take turns. */
  public interface Turn {
    /** Measures once; throws when errors or losses would make a rate a lie. */
    Measurement measure() throws Exception;
  }

  /** Someone who takes turns: what is asked of it, and what to call it. */
  public record Contender(String load, String name, Turn turn) {}

  /** One series for each contender, in the order given; prints each when it is complete. */
  public static List<Series> run(int rounds, List<Contender> contenders) throws Exception {
    List<List<Measurement>> runs = new ArrayList<>();
    contenders.forEach(each -> runs.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        runs.get(i).add(contenders.get(i).turn().measure());
      }
    }
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < contenders.size(); i++) {
      Contender each = contenders.get(i);
      series.add(new Series(each.load(), each.name(), runs.get(i)));
      System.out.println(series.getLast().markdown());
    }
    return series;
  }
}
