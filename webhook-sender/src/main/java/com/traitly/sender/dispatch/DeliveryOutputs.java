package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.QueuedDelivery;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes to topics what a task's deliveries produce: logged attempts, commands to forget, dead
 * letters. Only the stream thread may call it.
 */
public final class DeliveryOutputs {
  public static final String LOG_ATTEMPTS = "log-attempts";
  public static final String FORGET_ATTEMPTS = "forget-attempts";
  public static final String WRITE_DEAD_LETTERS = "write-dead-letters";

  /** Header of a logged attempt: in which of the endpoint's activations it was made. */
  public static final String ACTIVATION = "activation";

  // The header in which Kafka Streams puts the reason of the dead letters that it writes itself.
  private static final String REASON = "__streams.errors.message";
  private static final String ENDPOINT = "endpoint";
  private static final String ATTEMPTS = "attempts";

  private final ProcessorContext<AccountKey, Object> context;

  public DeliveryOutputs(ProcessorContext<AccountKey, Object> context) {
    this.context = context;
  }

  void log(AccountKey endpoint, int activation, DeliveryAttempt attempt, long now) {
    Record<AccountKey, Object> logged = new Record<>(endpoint, attempt, now);
    RecordHeaders.put(logged.headers(), ACTIVATION, Integer.toString(activation));
    context.forward(logged, LOG_ATTEMPTS);
  }

  void forget(AccountKey endpoint, String customerId, long now) {
    Object command = new WebhookCommand.Forget("", customerId, now);
    context.forward(new Record<>(endpoint, command, now), FORGET_ATTEMPTS);
  }

  void deadLetter(FinishedAttempt attempt, String reason, long now) {
    QueuedDelivery sent = attempt.sent();
    DeliveryKey deliveryKey = sent.deliveryKey();
    Record<AccountKey, Object> letter =
        new Record<>(
            new AccountKey(deliveryKey.endpoint().account(), deliveryKey.customerId()),
            sent.delivery().body().get(),
            now);
    Headers headers = letter.headers();
    RecordHeaders.put(headers, RecordHeaders.ID, sent.delivery().id());
    RecordHeaders.put(headers, RecordHeaders.OBJECT, sent.delivery().object());
    RecordHeaders.put(headers, RecordHeaders.SEQUENCE, Long.toString(sent.sequence()));
    RecordHeaders.put(headers, REASON, reason);
    RecordHeaders.put(headers, ENDPOINT, deliveryKey.endpoint().id());
    RecordHeaders.put(headers, ATTEMPTS, Integer.toString(attempt.number()));
    context.forward(letter, WRITE_DEAD_LETTERS);
  }
}
