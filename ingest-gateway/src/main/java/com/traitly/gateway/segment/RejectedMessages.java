package com.traitly.gateway.segment;

import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.intake.AccountSample;
import com.traitly.gateway.segment.message.Rejection;
import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Counts every rejected message, and makes the letters that show them: a sample of each account's.
 * Thread-safe.
 */
final class RejectedMessages {
  private final Topic<byte[], byte[]> letters;
  private final MeterRegistry meters;
  private final AccountSample sample = new AccountSample();

  RejectedMessages(Topic<byte[], byte[]> letters, MeterRegistry meters) {
    this.letters = letters;
    this.meters = meters;
  }

  /** The letters of those that are kept; all are counted. */
  List<ProducerRecord<byte[], byte[]>> letters(
      String account, List<Rejection> rejections, long receivedAt) {
    List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>();
    for (Rejection each : rejections) {
      meters.counter(MeterNames.MESSAGES_REJECTED, "code", each.code().code()).increment();
      if (sample.admit(account, receivedAt / 1_000) != AccountSample.LEFT_OUT) {
        kept.add(each.letter(letters.name(), receivedAt));
      }
    }
    return kept;
  }
}
