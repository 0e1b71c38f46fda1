package com.traitly.benchmarks.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.delivery.Sink.Count;
import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.InputRun;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Amount;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.testkit.client.CallFailed;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures what the messages that wait for a dead endpoint cost, and how fast they are delivered
 * when it is back.
 */
public final class BacklogBench {
  private static final String PREFIX = "backlog.";

  /** The number of messages made of each genuine announcement. */
  private static final int COPIES = 34;

  private static final int SETTLING_SECONDS = 5;

  private final int customers;
  private final int rate;
  private final int seconds;

  private BacklogBench(int customers, int rate, int seconds) {
    this.customers = customers;
    this.rate = rate;
    this.seconds = seconds;
  }

  /**
   * Arguments: {@code --messages=1000000} that wait, {@code --rate=500} per second as the
   * endpoint's limit, {@code --seconds=60} of draining.
   */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "backlog",
        directory -> {
          Arguments arguments = Arguments.of(args, "messages", "rate", "seconds");
          int messages = arguments.number("messages", 1_000_000);
          return new BacklogBench(
                  Math.ceilDiv(messages, Announcements.PER_CUSTOMER * COPIES),
                  arguments.number("rate", 500),
                  arguments.number("seconds", 60))
              .measure(directory);
        });
  }

  private Report measure(Path directory) throws Exception {
    try (CloseAll opened = new CloseAll()) {
      Broker broker = opened.add(Broker.start(directory.resolve("broker")));
      Sink sink = opened.add(new Sink());
      Announcements announcements = Announcements.of(directory, broker, customers);
      Services services = opened.add(new Services(broker, directory.resolve("measured"), PREFIX));
      sink.die();
      register(services, sink);
      Services.Running sender = services.sender();
      services.awaitReady(sender);
      long before = sender.process().residentBytes();
      announcements.copyTo(PREFIX, 0, COPIES);
      awaitTaken(broker, sender.process());
      long waiting = sender.process().residentBytes();
      if (sink.count().received() > 0) {
        throw new CallFailed("The endpoint was to be dead, but took something.");
      }
      sink.reset("");
      double drained = drained(sink);
      return report(
          (long) COPIES * announcements.count(),
          List.of(before, waiting, sender.process().peakResidentBytes()),
          drained);
    }
  }

  private void register(Services services, Sink sink) {
    ObjectNode endpoint =
        Json.object().put("url", sink.hook()).put("rate_limit", rate).put("coalesce", "all");
    var unused = services.askGateway(api -> api.post("/webhook", endpoint));
  }

  private static void awaitTaken(Broker broker, ForkedJvm sender) {
    Topics topics = new Topics(PREFIX);
    String group = PREFIX + "webhook-sender";
    for (String topic : topics.announcementNames()) {
      new InputRun(broker, group.replace('.', '-'), topic, sender).await(broker.landed(topic));
    }
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
