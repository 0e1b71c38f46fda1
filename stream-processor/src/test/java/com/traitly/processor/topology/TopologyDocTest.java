package com.traitly.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.topic.Topics;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.streams.freshness.AppliedOffsets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps docs/topology.md equal to the topology; {@code make docs} writes it. */
class TopologyDocTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "topology.md");

  @Test
  void documentShowsTheTopology() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("traitly.docs.write")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT).as("run `make docs` and look at what changed").hasContent(expected);
  }

  @Test
  void everyNodeHasAChosenName() {
    assertThat(document()).doesNotContain("KSTREAM", "KTABLE", "0000000");
  }

  private static String document() {
    ProcessorParts parts =
        ProcessorHarness.parts(
            new Topics(Topics.DEFAULT_PREFIX),
            new GoalRegistry(),
            new AppliedOffsets(),
            new SimpleMeterRegistry(),
            System::nanoTime);
    return """
    # Topology of the stream-processor

    Written by `make docs` from the topology itself; a test compares the two.

    ```
    %s
    ```
    """
        .formatted(ProcessorTopology.of(parts).describe().toString().strip());
  }
}
