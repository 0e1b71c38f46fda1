package com.traitly.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServerEventTest {
  @Test
  void eventsArePutTogetherFromTheirLines() {
    ServerEvent.Lines lines = new ServerEvent.Lines();
    List<ServerEvent> events =
        List.of(
                ": comment",
                "",
                "data: {\"a\": 1}",
                "id: 7",
                "",
                "event: end",
                "data:x",
                "data:  y",
                "",
                "id: 8",
                "",
                "other: z",
                "data",
                "")
            .stream()
            .map(lines::take)
            .filter(Objects::nonNull)
            .toList();
    assertThat(events)
        .containsExactly(
            new ServerEvent("message", "7", "{\"a\": 1}"),
            new ServerEvent("end", null, "x\n y"),
            new ServerEvent("message", null, ""));
  }
}
