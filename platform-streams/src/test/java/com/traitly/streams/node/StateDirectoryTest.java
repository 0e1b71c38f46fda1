package com.traitly.streams.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir private Path data;

  @Test
  void staysTheSameOnTheSameDirectoryAndDiffersOnAnother() {
    String first = new StateDirectory(data.resolve("one")).instanceId();

    assertThat(new StateDirectory(data.resolve("one")).instanceId()).isEqualTo(first).isNotBlank();
    assertThat(new StateDirectory(data.resolve("two")).instanceId()).isNotEqualTo(first);
  }

  @Test
  void saysWhatToDoWhenTheDirectoryCannotBeUsed() throws IOException {
    Path file = Files.writeString(data.resolve("taken"), "not a directory");

    assertThatThrownBy(new StateDirectory(file)::instanceId)
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("TRAITLY_DATA_DIR");
    assertThatThrownBy(new StateDirectory(file)::takeCleanEnd)
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("TRAITLY_DATA_DIR");
  }

  @Test
  void aRunThatWasKilledLeavesNoNote() throws IOException {
    assertThat(run(true)).as("the first").isFalse();
    assertThat(run(false)).as("after one that was closed").isTrue();
    assertThat(run(true)).as("after one that was killed").isFalse();
    assertThat(run(true)).isTrue();
  }

  private boolean run(boolean closed) throws IOException {
    StateDirectory directory = new StateDirectory(data);
    boolean before = directory.takeCleanEnd();
    if (closed) {
      directory.noteCleanEnd();
      directory.noteCleanEnd();
    }
    return before;
  }
}
