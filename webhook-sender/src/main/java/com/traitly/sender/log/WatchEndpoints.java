package com.traitly.sender.log;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointDisabling;
import com.traitly.sender.dispatch.DeliverAnnouncements;
import com.traitly.sender.endpoint.DisablingRules;
import com.traitly.sender.endpoint.FailureStreak;
import com.traitly.sender.endpoint.OutcomeRules;
import com.traitly.sender.intake.Endpoints;
import com.traitly.streams.node.Store;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Disables an endpoint at which every attempt fails, and tells the operators of each step on the
 * way.
 *
 * <p>Reads the log of attempts, where all attempts at one endpoint are in one partition, whichever
 * tasks made them. So a single task knows whether all of them failed.
 */
public final class WatchEndpoints
    implements Processor<AccountKey, DeliveryAttempt, AccountKey, Object> {
  public static final String DISABLE = "disable-endpoints";
  public static final String TELL = "tell-operators";

  private static final byte VERSION = 1;
  private static final int STREAK_BYTES = 1 + Integer.BYTES + Long.BYTES + Integer.BYTES;
  private static final Store<AccountKey, FailureStreak> STREAKS =
      new Store<>(
          "failure-streaks",
          KeySerde.instance(),
          Serdes.serdeFrom(
              (topic, streak) -> streak == null ? null : write(streak),
              (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes))));

  private final DisablingRules rules;
  private final AtomicLong version;
  private ProcessorContext<AccountKey, Object> context;
  private Endpoints endpoints;
  private KeyValueStore<AccountKey, FailureStreak> streaks;

  /**
   * The processor of one task.
   *
   * @param version grows with every change of an endpoint
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  public WatchEndpoints(DisablingRules rules, AtomicLong version) {
    this.rules = rules;
    this.version = version;
  }

  /** The stores that the topology must hold. */
  public static Set<StoreBuilder<?>> stores() {
    return Set.of(STREAKS.inMemoryLogged());
  }

  @Override
  public void init(ProcessorContext<AccountKey, Object> context) {
    this.context = context;
    endpoints = new Endpoints(context, version);
    streaks = context.getStateStore(STREAKS.name());
  }

  @Override
  public void process(Record<AccountKey, DeliveryAttempt> record) {
    AccountKey key = record.key();
    DeliveryAttempt attempt = record.value();
    Endpoint endpoint = endpoints.find(key);
    FailureStreak before = streaks.get(key);
    if (endpoint == null || attempt.outcome().equals("delivered")) {
      if (before != null) {
        streaks.delete(key);
      }
      return;
    }
    int activation = activation(record.headers());
    if (activation != endpoint.activation()) {
      return;
    }
    FailureStreak known =
        before != null && before.activation() == activation
            ? before
            : new FailureStreak(activation, attempt.startedAt(), 0);
    long now = attempt.startedAt() + attempt.tookMillis();
    FailureStreak after = rules.failed(known, gone(attempt), now);
    if (after.told() > known.told()) {
      tell(record, after, now);
    }
    if (!after.equals(before)) {
      streaks.put(key, after);
    }
  }

  private void tell(Record<AccountKey, DeliveryAttempt> record, FailureStreak streak, long now) {
    boolean last = streak.told() == DisablingRules.LAST_STEP;
    String reason = reason(record.value());
    if (last) {
      EndpointDisabling disabling = new EndpointDisabling(streak.activation(), reason, now);
      context.forward(new Record<>(record.key(), disabling, now), DISABLE);
    }
    OperatorEvent event =
        new OperatorEvent(
            record.key().account(),
            last ? OperatorEvent.Kind.WEBHOOK_DISABLED : OperatorEvent.Kind.WEBHOOK_FAILING,
            record.key().id(),
            streak.since(),
            streak.told(),
            reason,
            now);
    Record<AccountKey, Object> told = new Record<>(record.key(), event, now);
    Headers headers = told.headers();
    RecordHeaders.put(headers, RecordHeaders.OBJECT, OperatorEvent.OBJECT);
    RecordHeaders.put(headers, RecordHeaders.SCHEMA, "1");
    RecordHeaders.put(
        headers,
        RecordHeaders.ID,
        "op_%s_%d_%d_%d"
            .formatted(record.key().id(), streak.activation(), streak.since(), streak.told()));
    context
        .recordMetadata()
        .ifPresent(from ->
            RecordHeaders.put(
                headers,
                RecordHeaders.CAUSE,
                from.topic() + "-" + from.partition() + "@" + from.offset()));
    context.forward(told, TELL);
  }

  private static String reason(DeliveryAttempt attempt) {
    return gone(attempt)
        ? "The receiver answered 410: it wants no more"
        : "Every attempt failed; of the last: "
            + (attempt.status() == null
                ? attempt.detail()
                : "the receiver answered " + attempt.status());
  }

  private static boolean gone(DeliveryAttempt attempt) {
    return attempt.status() != null && attempt.status() == OutcomeRules.GONE;
  }

  private static int activation(Headers headers) {
    String text = RecordHeaders.text(headers, DeliverAnnouncements.ACTIVATION);
    return text == null ? 0 : Integer.parseInt(text);
  }

  /** The value of a streak; its first byte is the version of the layout. */
  private static byte[] write(FailureStreak streak) {
    return ByteBuffer.allocate(STREAK_BYTES)
        .put(VERSION)
        .putInt(streak.activation())
        .putLong(streak.since())
        .putInt(streak.told())
        .array();
  }

  /** The streak; null when it cannot be read, so that the endpoint's failures are counted anew. */
  private static @Nullable FailureStreak read(ByteBuffer bytes) {
    return bytes.remaining() != STREAK_BYTES || bytes.get() != VERSION
        ? null
        : new FailureStreak(bytes.getInt(), bytes.getLong(), bytes.getInt());
  }
}
