package com.traitly.benchmarks.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.delivery.Sink.Count;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Amount;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.topic.Topics;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.ForkedJvm;
import java.util.List;

/**
 * Measures what the messages that wait for a dead endpoint cost, and how fast they are delivered
 * when it is back.
 */
public final class BacklogBench implements Scenario.Bench {
  private static final String PREFIX = "backlog.";

  /** The number of messages made of each genuine announcement. */
  private static final int COPIES = 34;

  private static final int SETTLING_SECONDS = 5;

  private final Scenario scenario;
  private final int customers;
  private final int rate;
  private final int seconds;

  private BacklogBench(Scenario scenario) {
    this.scenario = scenario;
    int messages = scenario.number("messages", 1_000_000);
    customers = Math.ceilDiv(messages, Announcements.PER_CUSTOMER * COPIES);
    rate = scenario.number("rate", 500);
    seconds = scenario.number("seconds", 60);
  }

  /**
   * Arguments: {@code --messages=1000000} that wait, {@code --rate=500} per second as the
   * endpoint's limit, {@code --seconds=60} of draining.
   */
  public static void main(String[] args) throws Exception {
    Scenario.run("backlog", args, BacklogBench::new);
  }

  @Override
  public Report measure() {
    Sink sink = scenario.open(new Sink());
    Announcements announcements = Announcements.of(scenario, customers);
    Services services = scenario.services(PREFIX);
    sink.die();
    ObjectNode endpoint =
        Json.object().put("url", sink.hook()).put("rate_limit", rate).put("coalesce", "all");
    var unused = services.askGateway(api -> api.post("/webhook", endpoint));
    ForkedJvm sender = services.sender();
    long before = sender.residentBytes();
    announcements.copyTo(PREFIX, 0, COPIES);
    for (String topic : new Topics(PREFIX).announcementNames()) {
      scenario.broker().awaitApplied(PREFIX, ServiceNames.SENDER, topic);
    }
    long waiting = sender.residentBytes();
    if (sink.count().received() > 0) {
      throw new CallFailed("The endpoint was to be dead, but took something.");
    }
    sink.reset("");
    double drained = drained(sink);
    return report(
        (long) COPIES * announcements.count(),
        List.of(before, waiting, sender.peakResidentBytes()),
        drained);
  }

  /** Returns how many messages arrive per second after the first few seconds. */
  private double drained(Sink sink) {
    sink.await((long) rate * SETTLING_SECONDS);
    Count first = sink.count();
    long start = System.nanoTime();
    sink.await(first.distinct() + (long) rate * seconds);
    double took = (System.nanoTime() - start) / 1e9;
    Count last = sink.count();
    if (last.received() != last.distinct()) {
      throw new CallFailed("Some came twice: " + last);
    }
    return (last.distinct() - first.distinct()) / took;
  }

  private Report report(long messages, List<Long> resident, double drained) {
    String size = "%,d messages".formatted(messages);
    return new Report("backlog", "Messages for a dead endpoint", prose(size))
        .table(
            "amounts",
            Amount.HEAD,
            List.of(
                new Amount("RSS of the sender before", "before", resident.get(0) / 1e6, "MB"),
                new Amount("with all of them waiting", "waiting", resident.get(1) / 1e6, "MB"),
                new Amount("at most, draining included", "peak", resident.get(2) / 1e6, "MB"),
                new Amount("drained a second", "drained", drained, "messages"),
                new Amount("configured a second", "configured", rate, "messages")))
        .judged(
            List.of(
                Judgement.ofAmount(
                    "RSS of the sender, %s for a dead endpoint".formatted(size),
                    resident.get(2) / 1e6,
                    "MB",
                    Bound.atMost(1_500, 1_000)),
                Judgement.ofAmount(
                    "drained, as a share of the endpoint's rate limit",
                    drained / rate,
                    "",
                    Bound.atLeast(0.95, 0.99))));
  }

  private String prose(String size) {
    return """
    %s of %,d customers wait in the outbox of one webhook-sender for one endpoint, which answers 503:
    genuine announcements, each %d times with ids and sequence numbers of its own, none of which takes
    the place of another. Then the endpoint works again and is sent %d a second, as it was registered.
    Counted for %d s after the first %d s worth; no message may come twice.
    """
        .formatted(size, customers, COPIES, rate, seconds, SETTLING_SECONDS);
  }
}
