package com.traitly.benchmarks.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Row;
import com.traitly.contracts.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures how the rate and the bytes per customer change with the number of customers. */
public final class GrowthBench implements Scenario.Bench {
  private static final String TIMELINES = "timelines";

  private final Scenario scenario;
  private final int events;
  private final int smallest;
  private final int largest;

  private GrowthBench(Scenario scenario) {
    this.scenario = scenario;
    events = scenario.number("events", 300_000);
    smallest = scenario.number("smallest", 10_000);
    largest = scenario.number("largest", 1_000_000);
  }

  /** The result for one number of customers. */
  private record Step(int customers, double rate, double perCustomer, double perEvent)
      implements Row {
    @Override
    public String markdown() {
      return String.format(
          Locale.ROOT, "| %,d | %,.0f | %,.0f | %.1f |", customers, rate, perCustomer, perEvent);
    }

    @Override
    public ObjectNode json() {
      return Json.object()
          .put("customers", customers)
          .put("per_second", Math.round(rate))
          .put("bytes_per_customer", Math.round(perCustomer))
          .put("bytes_per_event", Math.round(perEvent * 10) / 10.0);
    }
  }

  /**
   * Arguments: {@code --smallest=10000 --largest=1000000 --events=300000}; the number of customers
   * grows tenfold each time.
   */
  public static void main(String[] args) throws Exception {
    Scenario.run("growth", args, GrowthBench::new);
  }

  @Override
  public Report measure() {
    List<Step> steps = new ArrayList<>();
    for (int customers = smallest; customers <= largest; customers *= 10) {
      steps.add(step(customers));
      System.out.println(steps.getLast().markdown());
    }
    Step first = steps.getFirst();
    Step last = steps.getLast();
    Judgement growth =
        Judgement.ofRatio(
            "stream-processor at %,d customers beside %,d"
                .formatted(last.customers(), first.customers()),
            last.rate(),
            first.rate(),
            "/s",
            Bound.atLeast(0.8, 0.9));
    return new Report("growth", "Growth", prose())
        .table(
            "steps",
            "customers | events per second | state bytes per customer | timeline bytes per event",
            steps)
        .judged(List.of(growth));
  }

  private String prose() {
    return """
    The whole topology as in the stream measurement, %,d events at each size, one run each. State
    bytes are all stores but the timelines, on disk after a clean stop; a small state is mostly
    files' fixed cost.
    """
        .formatted(events);
  }

  private Step step(int customers) {
    String name = "of" + customers;
    try (Broker broker = Broker.start(scenario.directory().resolve("broker" + customers));
        Population population = new Population(broker, name + ".");
        Services services = new Services(broker, scenario.directory().resolve(name), name + ".")) {
      ProcessorRun.Size size = new ProcessorRun.Size(customers, events);
      ProcessorRun run = ProcessorRun.of(broker, services, population, size);
      long state = run.disk().of(store -> !store.isEmpty() && !store.equals(TIMELINES));
      return new Step(
          customers,
          run.rate().rate(),
          (double) state / customers,
          (double) run.disk().of(TIMELINES::equals) / size.all());
    }
  }
}
