package com.traitly.benchmarks.ceiling;

import com.traitly.contracts.topic.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps each record in a store until it is posted; the records that wait are in memory as well. */
final class BareDelivery implements Processor<byte[], byte[], byte[], byte[]> {
  // The same interval as in the webhook-sender.
  private static final Duration TICK = Duration.ofMillis(2);
  private static final byte[] ATTEMPT =
      "{\"status\":\"delivered\",\"number\":1,\"response_status\":200,\"milliseconds\":5}"
          .getBytes(StandardCharsets.UTF_8);

  private final String store;
  private final BarePoster poster;
  private final Queue<KeyValue<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final Queue<KeyValue<byte[], byte[]>> posted = new ConcurrentLinkedQueue<>();
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<byte[], byte[]> outbox;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  BareDelivery(String store, BarePoster poster) {
    this.store = store;
    this.poster = poster;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> given) {
    context = given;
    outbox = given.getStateStore(store);
    given.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    byte[] id = record.headers().lastHeader(RecordHeaders.ID).value();
    outbox.put(id, record.value());
    waiting.add(KeyValue.pair(id, record.value()));
    tick(record.timestamp());
  }

  private void tick(long now) {
    for (var each = posted.poll(); each != null; each = posted.poll()) {
      outbox.put(each.key, null);
      context.forward(new Record<>(each.key, ATTEMPT, now));
    }
    while (!waiting.isEmpty() && poster.enter()) {
      KeyValue<byte[], byte[]> next = waiting.remove();
      String id = new String(next.key, StandardCharsets.UTF_8);
      poster.post(id, next.value, () -> posted.add(next));
    }
  }
}
