package com.traitly.benchmarks.delivery;

import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.InputRun;
import com.traitly.benchmarks.harness.ProcessorTime;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.contracts.topic.Topics;

/**
 * Turns of a process that takes announcements into an outbox, posts them and logs its attempts:
 * each begins when all of the one before is logged.
 */
final class OutboxTurns {
  /** How many deliveries are made of one genuine announcement in a turn. */
  static final int COPIES = 2;

  /** How many turns at most come before the first that counts. */
  static final int WARM_UPS = 4;

  private final String prefix;
  private final String secret;
  private final Ground ground;
  private final ForkedJvm process;
  private final InputRun log;
  private int turns;

  /** What both kinds of outboxes stand on. */
  record Ground(Broker broker, Sink sink, Announcements announcements) {
    /** How many deliveries a turn makes. */
    int deliveries() {
      return COPIES * announcements.count();
    }
  }

  /**
   * None was taken yet.
   *
   * @param prefix of the topics, which are there
   * @param secret that deliveries are signed with, empty when they are not
   * @param group that reads the attempts
   */
  OutboxTurns(Ground ground, String prefix, String secret, ForkedJvm process, String group) {
    this.ground = ground;
    this.prefix = prefix;
    this.secret = secret;
    this.process = process;
    log =
        new InputRun(ground.broker(), group, new Topics(prefix).webhookAttempts().name(), process);
  }

  /** Takes turns until its compilers have next to nothing left to do. */
  OutboxTurns warmedUp() throws Exception {
    boolean warm = false;
    for (int i = 0; i < WARM_UPS && !warm; i++) {
      warm = process.isWarmAfter(this::measure);
    }
    return this;
  }

  /**
   * Delivers all announcements; the rate is that of the second half, while none is written any
   * more, the processor time that of all, with what it took to log them.
   */
  Measurement measure() {
    ProcessorTime time = ProcessorTime.of(process, ground.broker());
    ground.sink().reset(secret);
    ground.announcements().copyTo(prefix, turns * COPIES, COPIES);
    int deliveries = ground.deliveries();
    double rate = ground.sink().rate(deliveries / 2, deliveries);
    turns++;
    log.await((long) turns * deliveries);
    return time.ofRate(rate, deliveries);
  }
}
