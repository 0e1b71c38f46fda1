package com.traitly.contracts.topic;

import static com.traitly.contracts.topic.Retention.days;
import static com.traitly.contracts.topic.Topic.Spread.BY_CUSTOMER;
import static com.traitly.contracts.topic.Topic.Spread.WHOLE;

import com.traitly.contracts.json.RecordJson;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.RejectedItem;
import com.traitly.contracts.webhook.ListenerAnswers;
import com.traitly.contracts.webhook.ListenerRequest;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;

/**
 * The topics of what only matters while somebody watches or listens.
 *
 * @param rejectedItems events and customers that the gateway did not accept
 * @param listenerRequests attempts of deliveries to connected listeners, by endpoint
 * @param listenerAnswers what listeners answered, by endpoint
 */
public record LiveTopics(
    Topic<AccountKey, RejectedItem> rejectedItems,
    Topic<AccountKey, ListenerRequest> listenerRequests,
    Topic<AccountKey, ListenerAnswers> listenerAnswers) {
  private static final Serde<RejectedItem> REJECTED =
      JsonSerde.of(new RecordJson<>(RejectedItem.class));
  private static final Serde<ListenerRequest> REQUESTS =
      JsonSerde.of(new RecordJson<>(ListenerRequest.class));
  private static final Serde<ListenerAnswers> ANSWERS =
      JsonSerde.of(new RecordJson<>(ListenerAnswers.class));

  /** The topics whose names start with {@code prefix}. */
  static LiveTopics of(String prefix) {
    return new LiveTopics(
        topic(prefix + "rejected-items", REJECTED, BY_CUSTOMER, DeadLetter.REJECTED_DAYS),
        topic(prefix + "listener-requests", REQUESTS, BY_CUSTOMER, 1),
        topic(prefix + "listener-answers", ANSWERS, WHOLE, 1));
  }

  /** Every one of them. */
  public List<Topic<?, ?>> all() {
    return List.of(rejectedItems, listenerRequests, listenerAnswers);
  }

  private static <V> Topic<AccountKey, V> topic(
      String name, Serde<V> value, Topic.Spread spread, int kept) {
    return new Topic<>(name, KeySerde.instance(), value, spread, days(kept));
  }
}
