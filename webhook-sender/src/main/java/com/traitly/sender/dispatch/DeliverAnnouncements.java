package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.Resend;
import com.traitly.sender.intake.Announcement;
import com.traitly.sender.intake.Endpoints;
import com.traitly.sender.intake.MinDeltaRule;
import com.traitly.sender.intake.Resends;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.sender.outbox.QueuedDelivery;
import com.traitly.streams.node.TaskDeletionTimes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts announcements into the outbox and sends them from there. Requests run on other threads;
 * their results are queued and written to the stores here, on the stream thread. No other thread
 * touches the stores.
 */
public final class DeliverAnnouncements
    implements Processor<AccountKey, byte[], AccountKey, Object> {
  public static final String LOG_ATTEMPTS = "log-attempts";
  public static final String FORGET_ATTEMPTS = "forget-attempts";
  public static final String WRITE_DEAD_LETTERS = "write-dead-letters";

  /** Header of a logged attempt: in which of the endpoint's activations it was made. */
  public static final String ACTIVATION = "activation";

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

  /**
   * The processor of one task.
   *
   * @param version grows with every change of an endpoint
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  public DeliverAnnouncements(SenderParts shared, Topics topics, AtomicLong version) {
    this.topics = topics;
    this.shared = shared;
    this.version = version;
  }

  /** The stores that the topology must hold. */
  public static Set<StoreBuilder<?>> stores() {
    Set<StoreBuilder<?>> stores = new HashSet<>(DeliveryQueues.stores());
    stores.add(Resends.RESENDS.onDisk());
    stores.add(CustomerErasure.ERASURES.onDisk());
    return stores;
  }

  @Override
  public void init(ProcessorContext<AccountKey, Object> given) {
    context = given;
    queues = new DeliveryQueues(context);
    minDelta = new MinDeltaRule(queues);
    endpoints = new Endpoints(context, version);
    dispatcher = new Dispatcher(shared, queues.index(), endpoints, finished::add);
    recorder = new AttemptRecorder(context, queues, minDelta, endpoints, dispatcher);
    backlog = new BacklogCount(queues, shared.meters());
    resends =
        new Resends(
            context.getStateStore(Resends.RESENDS.name()),
            shared.bodies(),
            topics,
            context.taskId().partition());
    TaskDeletionTimes erasures =
        new TaskDeletionTimes(context.getStateStore(CustomerErasure.ERASURES.name()));
    erasure = new CustomerErasure(erasures, queues, resends, endpoints, context);
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
    } else if (record.value() != null) {
      // Without a value it withdraws announcements from tables; endpoints are not told.
      deliver(Announcement.of(record, from.offset(), shared.clock().millis()));
    }
  }

  private void deliver(Announcement announcement) {
    if (!finished.isEmpty()) {
      tick();
    }
    long now = shared.clock().millis();
    for (Endpoint endpoint : endpoints.wanting(announcement)) {
      QueuedDelivery arrived = announcement.to(endpoint);
      if (!minDelta.tooSmall(endpoint, arrived, announcement.content())) {
        dispatcher.offer(endpoint, queues.add(arrived, endpoint.coalesceLatest()), now);
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
    if (endpoint != null) {
      dispatcher.offer(endpoint, queues.resend(again), now);
    }
  }

  @Override
  public void close() {
    // The task's next owner sends these again.
    shared.limiters().settled(queues.index().inFlight());
    backlog.close();
  }
}
