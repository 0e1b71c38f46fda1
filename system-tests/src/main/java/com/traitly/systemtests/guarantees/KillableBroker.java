package com.traitly.systemtests.guarantees;

import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The embedded broker in its own process, at an address that stays the same after a restart. */
public final class KillableBroker {
  /** Finds the address that is printed when clients can connect. */
  public static final Pattern READY = Pattern.compile("broker serves (\\S+)");

  private KillableBroker() {}

  /** Starts one on any free port, in a process that says its address. */
  public static ForkedJvm fork(Path directory) {
    return ForkedJvm.of(KillableBroker.class).arguments(directory.toString(), "0").start(READY);
  }

  /** Runs a broker on the given directory and port, 0 for any, until the process is killed. */
  public static void main(String[] args) throws InterruptedException {
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            Path.of(args[0]),
            Integer.parseInt(args[1]),
            failure -> {
              failure.printStackTrace();
              Runtime.getRuntime().halt(1);
            });
    System.out.println("broker serves " + broker.bootstrapServers());
    Thread.currentThread().join();
  }
}
