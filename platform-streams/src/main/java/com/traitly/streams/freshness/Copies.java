package com.traitly.streams.freshness;

import org.jspecify.annotations.Nullable;

/** The copies of a state's partitions in this process, and where the other copies are. */
public interface Copies {
  /** The copy of a partition in this process; null when there is none that may be read. */
  @Nullable LocalCopy copy(int partition);

  /** Which instances hold each partition, as far as that is known. */
  Routes routes();
}
