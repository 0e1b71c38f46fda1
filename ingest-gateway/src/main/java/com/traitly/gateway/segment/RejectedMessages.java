package com.traitly.gateway.segment;

import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.segment.message.Rejection;
import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Counts every rejected message, and makes the letters that show them: of each account at most so
 * many a second, because a wrong client would fill the topic. Thread-safe.
 */
final class RejectedMessages {
  static final int MOST_PER_SECOND = 100;

  private final Topic<byte[], byte[]> letters;
  private final MeterRegistry meters;
  private final Map<String, Kept> latest = new ConcurrentHashMap<>();

  /** How many letters of an account were made in a second. */
  private record Kept(long second, int letters) {}

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
      if (isKept(account, receivedAt / 1_000)) {
        kept.add(each.letter(letters.name(), receivedAt));
      }
    }
    return kept;
  }

  private boolean isKept(String account, long second) {
    Kept now =
        latest.merge(
            account,
            new Kept(second, 1),
            (before, first) ->
                before.second() == second ? new Kept(second, before.letters() + 1) : first);
    return now.letters() <= MOST_PER_SECOND;
  }
}
