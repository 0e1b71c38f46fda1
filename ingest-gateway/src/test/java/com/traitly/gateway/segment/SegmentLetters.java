package com.traitly.gateway.segment;

import static com.traitly.gateway.GatewayFixture.TOPICS;

import com.traitly.contracts.topic.DeadLetter;
import com.traitly.gateway.GatewayFixture;
import java.util.List;

/** The letters that a gateway wrote of what it rejected. */
final class SegmentLetters {
  private SegmentLetters() {}

  static List<DeadLetter> of(GatewayFixture gateway) {
    return gateway.producer.history().stream()
        .filter(record -> record.topic().equals(TOPICS.deadLetters().name()))
        .map(record ->
            DeadLetter.of(0, 0, record.timestamp(), record.key(), record.value(), record.headers())
                .orElseThrow())
        .toList();
  }
}
