package com.traitly.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"TRAITLY_KAFKA_BOOTSTRAP", "TRAITLY_SOURCES"})
  void topicsOfTheUserAreLeftAlone(String variable) {
    Config environment =
        Config.of(
            Map.of(
                variable,
                "127.0.0.1:1",
                "TRAITLY_DATA_DIR",
                directory.toString(),
                "TRAITLY_PORT",
                "0",
                "TRAITLY_KAFKA_PORT",
                "0"));
    DemoOutput output = new DemoOutput(new PrintWriter(Writer.nullWriter()), true);

    assertThatThrownBy(() -> Demo.start(environment, output).close())
        .isInstanceOf(StartupFailure.class)
        .hasMessageEndingWith("unset " + variable + ".");
    assertThat(directory).isEmptyDirectory();
  }
}
