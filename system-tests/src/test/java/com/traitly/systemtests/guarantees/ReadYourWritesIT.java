package com.traitly.systemtests.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short version of {@code make own-writes}, which makes ten thousand pairs. */
class ReadYourWritesIT {
  @TempDir Path directory;

  @Test
  void aReadThatNamesTheWriteIncludesIt() throws Exception {
    assertThat(ReadYourWrites.run(directory, 1_000)).isEqualTo(new ReadYourWrites.Reads(1_000, 0));
  }
}
