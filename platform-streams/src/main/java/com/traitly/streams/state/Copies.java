package com.traitly.streams.state;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The copies of a state's partitions in this process, and where the other copies are. */
public interface Copies {
  /** The copy of a partition in this process; null when there is none that may be read. */
  @Nullable LocalCopy copy(int partition);

  /**
   * Waits until a copy includes a write; false when that takes too long. Nobody waits for a
   * standby: it includes a write already, or it does not.
   */
  boolean await(LocalCopy copy, Position write, Duration atMost) throws InterruptedException;

  /** Which instances hold each partition, as far as that is known. */
  Routes routes();
}
