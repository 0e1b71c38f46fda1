package com.traitly.platform.lifecycle;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/**
 * How many files and connections the operating system lets this process have open. The JVM has
 * raised the soft limit to the hard one before anything here runs.
 */
public final class DescriptorLimit {
  private static final int NEARLY = 16;

  private DescriptorLimit() {}

  /**
   * Refuses to start a process that would run out of descriptors.
   *
   * @param needed how many descriptors it takes
   * @throws StartupFailure with the limit, the number needed and how to raise it
   */
  public static void require(int needed) {
    require(needed, most());
  }

  static void require(int needed, long most) {
    if (most < needed) {
      throw new StartupFailure(
          "This process may have only %d files and connections open and needs %d: raise the limit with `ulimit -Hn %d` (as root) or LimitNOFILE=%d in its systemd unit, or set TRAITLY_PARTITIONS lower before the first start."
              .formatted(most, needed, needed, needed));
    }
  }

  /** Whether the process has nearly no descriptors left, so that this explains a failure. */
  public static boolean exhausted() {
    return system() instanceof UnixOperatingSystemMXBean unix
        && unix.getOpenFileDescriptorCount() >= unix.getMaxFileDescriptorCount() - NEARLY;
  }

  /** The limit; {@link Long#MAX_VALUE} where the system does not tell. */
  public static long most() {
    return system() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getOperatingSystemMXBean();
  }
}
