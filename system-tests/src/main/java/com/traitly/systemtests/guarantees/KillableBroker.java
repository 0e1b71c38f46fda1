package com.traitly.systemtests.guarantees;

import com.traitly.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;

/** The embedded broker in its own process, at an address that stays the same after a restart. */
public final class KillableBroker {
  /** Printed when clients can connect. */
  static final String READY = "broker serves";

  private KillableBroker() {}

  /** Runs a broker on the given directory and port until the process is killed. */
  public static void main(String[] args) throws InterruptedException {
    EmbeddedBroker.start(
        Path.of(args[0]),
        Integer.parseInt(args[1]),
        failure -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
