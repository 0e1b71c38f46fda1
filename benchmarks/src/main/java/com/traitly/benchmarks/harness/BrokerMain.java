package com.traitly.benchmarks.harness;

import com.traitly.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;

/** Runs a broker as a process. */
public final class BrokerMain {
  private BrokerMain() {}

  /** Runs a broker on the directory given until the process is killed; prints its address. */
  public static void main(String[] args) throws InterruptedException {
    System.out.println("bootstrap " + EmbeddedBroker.start(Path.of(args[0])).bootstrapServers());
    Thread.currentThread().join();
  }
}
