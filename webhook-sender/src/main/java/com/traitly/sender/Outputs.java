package com.traitly.sender;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.DeliveryAttempt;
import com.traitly.contracts.model.WebhookCommand;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.sender.outbox.Lane;
import com.traitly.sender.outbox.Waiting;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** What the deliveries of a task write to topics. Only the stream thread may call. */
final class Outputs {
  static final String LOG_ATTEMPTS = "log-attempts";
  static final String FORGET_ATTEMPTS = "forget-attempts";
  static final String WRITE_DEAD_LETTERS = "write-dead-letters";

  /** Header of a logged attempt: in which of the endpoint's activations it was made. */
  static final String ACTIVATION = "activation";

  // The reason goes where Kafka Streams puts it in the dead letters that it writes itself.
  private static final String REASON = "__streams.errors.message";
  private static final String ENDPOINT = "endpoint";
  private static final String ATTEMPTS = "attempts";

  private final ProcessorContext<AccountKey, Object> context;

  Outputs(ProcessorContext<AccountKey, Object> context) {
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
    Waiting sent = attempt.sent();
    Lane lane = sent.lane();
    Record<AccountKey, Object> letter =
        new Record<>(
            new AccountKey(lane.endpoint().account(), lane.customerId()),
            sent.delivery().body().get(),
            now);
    Headers headers = letter.headers();
    RecordHeaders.put(headers, RecordHeaders.ID, sent.delivery().id());
    RecordHeaders.put(headers, RecordHeaders.OBJECT, sent.delivery().object());
    RecordHeaders.put(headers, RecordHeaders.SEQUENCE, Long.toString(sent.sequence()));
    RecordHeaders.put(headers, REASON, reason);
    RecordHeaders.put(headers, ENDPOINT, lane.endpoint().id());
    RecordHeaders.put(headers, ATTEMPTS, Integer.toString(attempt.number()));
    context.forward(letter, WRITE_DEAD_LETTERS);
  }
}
