package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Endpoint;
import com.traitly.sender.outbox.Lane;
import com.traitly.sender.outbox.Lanes;
import com.traitly.sender.outbox.OutboxStores;
import com.traitly.sender.outbox.Waiting;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Puts announcements into the outbox and sends them from there. Requests run elsewhere; what came
 * of them is queued and written down here, on the stream thread, which alone touches the stores.
 */
final class DeliverAnnouncements implements Processor<AccountKey, byte[], AccountKey, Object> {
  // As often as the thread comes by while it is busy: room in a gate is soon filled again.
  private static final Duration TICK = Duration.ofMillis(2);

  private final Shared shared;
  private final AtomicLong version;
  private final Queue<FinishedAttempt> finished = new ConcurrentLinkedQueue<>();
  private Lanes lanes;
  private Endpoints endpoints;
  private Dispatcher dispatcher;
  private Settlement settlement;
  private BacklogSurvey survey;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  DeliverAnnouncements(Shared shared, AtomicLong version) {
    this.shared = shared;
    this.version = version;
  }

  @Override
  public void init(ProcessorContext<AccountKey, Object> context) {
    OutboxStores stores = new OutboxStores(context);
    lanes = new Lanes(stores);
    endpoints = new Endpoints(context, version);
    dispatcher = new Dispatcher(shared, stores, lanes, endpoints, finished::add);
    settlement = new Settlement(lanes, endpoints, dispatcher, new Outputs(context));
    survey = new BacklogSurvey(stores, shared.meters());
    context.schedule(
        TICK,
        PunctuationType.WALL_CLOCK_TIME,
        instant -> {
          tick();
          survey.step(shared.clock().millis());
        });
  }

  @Override
  public void process(Record<AccountKey, byte[]> record) {
    Announcement announcement = Announcement.of(record);
    if (!finished.isEmpty()) {
      tick();
    }
    long now = shared.clock().millis();
    for (Endpoint endpoint : endpoints.wanting(announcement)) {
      Lane lane =
          new Lane(
              new AccountKey(announcement.key().account(), endpoint.id()), announcement.key().id());
      Waiting arrived = new Waiting(lane, announcement.sequence(), announcement.delivery(now));
      Waiting first = lanes.add(arrived, endpoint.coalesceLatest());
      if (first != null) {
        dispatcher.offer(endpoint, first, now);
      }
    }
  }

  private void tick() {
    long now = shared.clock().millis();
    for (FinishedAttempt each = finished.poll(); each != null; each = finished.poll()) {
      settlement.apply(each, now);
      shared.meters().finished(each);
      shared.gates().settled(1);
    }
    dispatcher.tick(now);
  }

  @Override
  public void close() {
    // Whoever has this task next sends these again.
    shared.gates().settled(lanes.inFlight());
    survey.close();
  }
}
