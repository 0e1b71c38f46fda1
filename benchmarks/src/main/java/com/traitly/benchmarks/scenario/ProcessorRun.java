package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.harness.Announced;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Changelog;
import com.traitly.benchmarks.harness.DiskUse;
import com.traitly.benchmarks.harness.InputRun;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.contracts.topic.Topics;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerState.EventTotal;
import com.traitly.processor.task.Stores;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.ForkedJvm;

/**
 * One run of the whole topology on fresh state.
 *
 * @param rate the rate of events
 * @param disk the size of the state after a clean stop
 * @param announcementsPerEvent records on both announcement topics per event
 */
record ProcessorRun(Measurement rate, DiskUse disk, double announcementsPerEvent) {
  /** Just under an hour of events: older events would be treated as loaded history. */
  private static final long SPAN = 3_500;

  /**
   * Writes all customers and waits for both kinds of announcement for each goal of each customer;
   * then writes all events, of which the last ones count.
   *
   * @throws CallFailed when the state does not hold every event exactly once
   */
  static ProcessorRun of(Broker broker, Services services, Population population, Size size) {
    Topics topics = population.topics();
    population.goals();
    population.customers(size.customers());
    ForkedJvm processor = services.processor();
    String group = topics.events().name().replace(".events", "-stream-processor");
    Announced announced = new Announced(broker, topics);
    announced.await(size.customers());
    InputRun events = new InputRun(broker, group, topics.events().name(), processor);
    long before = announced.count();
    population.events(size.customers(), size.all(), SPAN);
    Measurement rate = events.measure(size.warmUp(), size.all());
    checkCounted(broker, group, size.all());
    double announcements = (double) (announced.count() - before) / size.all();
    processor.stop();
    return new ProcessorRun(rate, DiskUse.of(services.directory()), announcements);
  }

  /**
   * The size of a run.
   *
   * @param events the events that count; twice as many come before them
   */
  record Size(int customers, int events) {
    int warmUp() {
      return 2 * events;
    }

    int all() {
      return events + warmUp();
    }
  }

  private static void checkCounted(Broker broker, String group, long sent) {
    String changelog = group + "-" + Stores.CUSTOMER_GOALS.name() + "-changelog";
    var reader = Stores.CUSTOMER_GOALS.value().deserializer();
    long counted =
        Changelog.sum(broker, changelog, bytes -> totalOf(reader.deserialize(changelog, bytes)));
    if (counted != sent) {
      throw new CallFailed(
          "No rate: %,d events were sent, and the state counts %,d.".formatted(sent, counted));
    }
  }

  private static long totalOf(CustomerState state) {
    return state.totals().values().stream().mapToLong(EventTotal::count).sum();
  }
}
