package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.Resend;
import com.traitly.sender.dispatch.AttemptRecorder;
import com.traitly.sender.dispatch.BacklogCount;
import com.traitly.sender.dispatch.CustomerErasure;
import com.traitly.sender.dispatch.DeliveryOutputs;
import com.traitly.sender.dispatch.Dispatcher;
import com.traitly.sender.dispatch.FinishedAttempt;
import com.traitly.sender.dispatch.SenderParts;
import com.traitly.sender.endpoint.Endpoints;
import com.traitly.sender.intake.Announcement;
import com.traitly.sender.intake.MinDeltaRule;
import com.traitly.sender.intake.Resends;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.sender.outbox.OutboxStores;
import com.traitly.sender.outbox.QueuedDelivery;
import com.traitly.streams.node.DeletionTimes;
import com.traitly.streams.node.TaskDeletionTimes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts announcements into the outbox and sends them from there. Requests run on other threads;
 * their results are queued and written to the stores here, on the stream thread. No other thread
 * touches the stores.
 */
final class DeliverAnnouncements implements Processor<AccountKey, byte[], AccountKey, Object> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverAnnouncements.class);
  // Short, so that a place that becomes free in a limiter is soon used again.
  private static final Duration TICK = Duration.ofMillis(2);

  private final SenderParts shared;
  private final Topics topics;
  private final AtomicLong version;
  private final Queue<FinishedAttempt> finished = new ConcurrentLinkedQueue<>();
  private DeliveryQueues queues;
  private MinDeltaRule minDelta;
  private Endpoints endpoints;
  private Dispatcher dispatcher;
  private AttemptRecorder recorder;
  private BacklogCount backlog;
  private Resends resends;
  private CustomerErasure erasure;
  private ProcessorContext<AccountKey, Object> context;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  DeliverAnnouncements(SenderParts shared, Topics topics, AtomicLong version) {
    this.topics = topics;
    this.shared = shared;
    this.version = version;
  }

  @Override
  public void init(ProcessorContext<AccountKey, Object> given) {
    context = given;
    OutboxStores stores = new OutboxStores(context);
    queues = new DeliveryQueues(stores);
    minDelta = new MinDeltaRule(queues);
    endpoints = new Endpoints(context, version);
    dispatcher = new Dispatcher(shared, stores, queues, endpoints, finished::add);
    DeliveryOutputs outputs = new DeliveryOutputs(context);
    backlog = new BacklogCount(stores, shared.meters());
    resends =
        new Resends(
            context.getStateStore(Resends.RESENDS.name()),
            shared.bodies(),
            new Resends.Where(this::topic, context.taskId().partition()));
    TaskDeletionTimes erasures =
        new TaskDeletionTimes(
            new DeletionTimes(context.getStateStore(CustomerErasure.ERASURES.name())));
    erasure = new CustomerErasure(erasures, queues, resends, endpoints, outputs);
    recorder = new AttemptRecorder(queues, endpoints, dispatcher, outputs);
    context.schedule(
        TICK,
        PunctuationType.WALL_CLOCK_TIME,
        instant -> {
          tick();
          backlog.step(shared.clock().millis());
        });
  }

  @Override
  public void process(Record<AccountKey, byte[]> record) {
    RecordMetadata from = context.recordMetadata().orElseThrow();
    if (from.topic().equals(topics.customerProfiles().name())) {
      if (record.value() == null) {
        erasure.forget(record.key(), record.timestamp(), shared.clock().millis());
      }
    } else if (erasure.erasures().cover(record.key(), record.timestamp())) {
      LOG.debug("a record of {} is about a customer that was erased", from.topic());
    } else if (from.topic().equals(topics.webhookResends().name())) {
      Deserializer<Resend> reader = topics.webhookResends().value().deserializer();
      resends.add(record.key(), reader.deserialize(from.topic(), record.value()));
    } else {
      deliver(Announcement.of(record, from.offset()));
    }
  }

  private void deliver(Announcement announcement) {
    if (!finished.isEmpty()) {
      tick();
    }
    long now = shared.clock().millis();
    for (Endpoint endpoint : endpoints.wanting(announcement)) {
      DeliveryKey deliveryKey =
          new DeliveryKey(
              new AccountKey(announcement.key().account(), endpoint.id()), announcement.key().id());
      QueuedDelivery arrived =
          new QueuedDelivery(deliveryKey, announcement.sequence(), announcement.delivery(now));
      if (minDelta.tooSmall(endpoint, arrived, announcement.content())) {
        continue;
      }
      QueuedDelivery first = queues.add(arrived, endpoint.coalesceLatest());
      if (first != null) {
        dispatcher.offer(endpoint, first, now);
      }
    }
  }

  private void tick() {
    long now = shared.clock().millis();
    for (FinishedAttempt each = finished.poll(); each != null; each = finished.poll()) {
      recorder.apply(each, now);
      shared.meters().finished(each);
      shared.limiters().settled(1);
    }
    resends.step(now, again -> resend(again, now));
    dispatcher.tick(now);
  }

  private void resend(QueuedDelivery again, long now) {
    Endpoint endpoint = endpoints.find(again.deliveryKey().endpoint());
    QueuedDelivery first = endpoint == null ? null : queues.resend(again);
    if (endpoint != null && first != null) {
      dispatcher.offer(endpoint, first, now);
    }
  }

  private String topic(String object) {
    return Arrays.stream(AnnouncementObject.values())
        .filter(each -> each.wireName().equals(object))
        .map(each -> topics.announcements(each).name())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no announcement: " + object));
  }

  @Override
  public void close() {
    // The task's next owner sends these again.
    shared.limiters().settled(queues.inFlight());
    backlog.close();
  }
}
