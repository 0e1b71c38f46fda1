package com.traitly.standalone;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.DescriptorLimit;

/**
 * Estimates how many files and connections the single process opens. With too low a limit the
 * broker stops in the middle of its start, blames the disk, and says so thousands of times.
 */
final class Descriptors {
  // Measured after a first start: 656 and 206 for each partition with the broker inside. A third
  // more is for callers, and for logs and state that grow.
  private static final int WITH_BROKER = 900;
  private static final int A_PARTITION_WITH_BROKER = 275;
  private static final int WITHOUT_BROKER = 600;
  private static final int A_PARTITION_WITHOUT_BROKER = 75;

  private Descriptors() {}

  static void require(Config config) {
    DescriptorLimit.require(needed(config));
  }

  static int needed(Config config) {
    int partitions = config.get(CommonKeys.PARTITIONS);
    return config.isSet(CommonKeys.KAFKA_BOOTSTRAP)
        ? WITHOUT_BROKER + A_PARTITION_WITHOUT_BROKER * partitions
        : WITH_BROKER + A_PARTITION_WITH_BROKER * partitions;
  }
}
