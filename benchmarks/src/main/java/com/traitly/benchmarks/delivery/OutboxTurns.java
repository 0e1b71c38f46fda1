package com.traitly.benchmarks.delivery;

import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ProcessorTime;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.contracts.topic.Topics;
import com.traitly.testkit.process.ForkedJvm;

/**
 * Runs a process that takes announcements into an outbox, posts them and logs its attempts, in
 * turns: each turn begins when the one before is completely logged.
 */
final class OutboxTurns {
  /** The number of deliveries made of each genuine announcement in a turn. */
  static final int COPIES = 2;

  /** The maximum number of turns before the first one that counts. */
  static final int WARM_UPS = 4;

  private final String prefix;
  private final String secret;
  private final Ground ground;
  private final ForkedJvm process;
  private final String group;
  private int turns;

  /** What both kinds of outboxes use. */
  record Ground(Broker broker, Sink sink, Announcements announcements) {
    /** Returns the number of deliveries in a turn. */
    int deliveries() {
      return COPIES * announcements.count();
    }
  }

  /**
   * Prepares the turns without starting one.
   *
   * @param prefix the prefix of the topics, which exist already
   * @param secret the secret that deliveries are signed with; empty when they are unsigned
   * @param group the consumer group that reads the attempts
   */
  OutboxTurns(Ground ground, String prefix, String secret, ForkedJvm process, String group) {
    this.ground = ground;
    this.prefix = prefix;
    this.secret = secret;
    this.process = process;
    this.group = group;
  }

  /** Runs turns until the process's compilers are almost idle. */
  OutboxTurns warmedUp() throws Exception {
    boolean warm = false;
    for (int i = 0; i < WARM_UPS && !warm; i++) {
      warm = process.isWarmAfter(this::measure);
    }
    return this;
  }

  /**
   * Delivers all announcements. The rate is that of the second half, when no announcement is
   * written any more; the processor time includes all deliveries and their logging.
   */
  Measurement measure() {
    ProcessorTime time = ProcessorTime.of(process, ground.broker());
    ground.sink().reset(secret);
    ground.announcements().copyTo(prefix, turns * COPIES, COPIES);
    int deliveries = ground.deliveries();
    double rate = ground.sink().rate(deliveries / 2, deliveries);
    turns++;
    String log = new Topics(prefix).webhookAttempts().name();
    ground.broker().awaitCommitted(group, log, (long) turns * deliveries);
    return time.ofRate(rate, deliveries);
  }
}
