package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Lets contenders take turns, A B A B, so that disturbances of the machine affect all alike. */
public final class Rounds {
  private Rounds() {}

  /**
   * A contender.
   *
   * @param turn measures once; throws when errors or losses would make a rate wrong
   */
  public record Contender(String load, String name, Callable<Measurement> turn) {}

  /** Runs all rounds; returns one series for each contender, in the order given, and prints it. */
  public static List<Series> run(int rounds, List<Contender> contenders) throws Exception {
    List<List<Measurement>> runs = new ArrayList<>();
    contenders.forEach(each -> runs.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        runs.get(i).add(contenders.get(i).turn().call());
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
