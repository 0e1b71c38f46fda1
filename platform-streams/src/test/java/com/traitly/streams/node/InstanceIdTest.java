package com.traitly.streams.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceIdTest {
  @TempDir private Path data;

  @Test
  void staysTheSameOnTheSameDirectoryAndDiffersOnAnother() {
    String first = InstanceId.in(data.resolve("one"));

    assertThat(InstanceId.in(data.resolve("one"))).isEqualTo(first).isNotBlank();
    assertThat(InstanceId.in(data.resolve("two"))).isNotEqualTo(first);
  }

  @Test
  void saysWhatToDoWhenTheDirectoryCannotBeUsed() throws IOException {
    Path file = Files.writeString(data.resolve("taken"), "not a directory");

    assertThatThrownBy(() -> InstanceId.in(file))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("TRAITLY_DATA_DIR");
  }
}
