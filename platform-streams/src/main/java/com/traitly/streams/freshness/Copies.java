package com.traitly.streams.freshness;

import org.jspecify.annotations.Nullable;

/** What a process holds of the partitions of a state, and what it knows of the others' holdings. */
public interface Copies {
  /** The copy of a partition that is here; null when there is none that may be read. */
  @Nullable LocalCopy copy(int partition);

  /** Which instances hold each partition, as far as the group has settled. */
  Routes routes();
}
