package com.traitly.benchmarks.stream;

import com.traitly.benchmarks.client.CallFailed;
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
import com.traitly.processor.customer.EventTotal;
import com.traitly.processor.topology.Stores;

/**
 * One run of the whole topology on fresh state.
 *
 * @param rate of events
 * @param disk what the state takes after a clean stop
 * @param customersRate how many customers a second were enrolled in all goals
 * @param announcementsPerEvent records on both announcement topics for each event
 * @param residentBytes memory of the process at the end
 */
record ProcessorRun(
    Measurement rate,
    DiskUse disk,
    double customersRate,
    double announcementsPerEvent,
    long residentBytes) {
  /** An hour of events: what is older would be taken for history that is being loaded. */
  private static final long SPAN = 3_500;

  /**
   * Runs it: all customers, until both kinds of announcement are out for each goal of each; as many
   * events again to warm up; then the events that count.
   *
   * @throws CallFailed when the state does not hold every event exactly once
   */
  static ProcessorRun of(Broker broker, Services services, Population population, Size size) {
    Topics topics = population.topics();
    population.goals();
    population.customers(size.customers());
    Services.Running processor = services.processor();
    String group = topics.events().name().replace(".events", "-stream-processor");
    InputRun customers =
        new InputRun(broker, group, topics.customers().name(), processor.process());
    services.awaitReady(processor);
    Measurement enrolled = customers.measure(size.customers());
    Announced announced = new Announced(broker, topics);
    announced.await(size.customers());
    InputRun events = new InputRun(broker, group, topics.events().name(), processor.process());
    population.events(size.customers(), size.warmUp(), SPAN);
    events.await(size.warmUp());
    long before = announced.count();
    population.events(size.customers(), size.events(), SPAN);
    Measurement rate = events.measure(size.all());
    checkCounted(broker, group, size.all());
    double announcements = (double) (announced.count() - before) / size.events();
    long resident = processor.process().residentBytes();
    processor.process().stop();
    return new ProcessorRun(
        rate, DiskUse.of(services.directory()), enrolled.rate(), announcements, resident);
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
