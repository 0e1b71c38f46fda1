package com.traitly.streams.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanShutdownMarkerTest {
  @TempDir Path directory;

  @Test
  void aRunThatWasKilledLeavesNoNote() throws IOException {
    assertThat(run(true)).as("the first").isFalse();
    assertThat(run(false)).as("after one that was closed").isTrue();
    assertThat(run(true)).as("after one that was killed").isFalse();
    assertThat(run(true)).isTrue();
  }

  private boolean run(boolean closed) throws IOException {
    CleanShutdownMarker end = new CleanShutdownMarker(directory);
    boolean before = end.takeBack();
    if (closed) {
      end.note();
      end.note();
    }
    return before;
  }
}
