package com.traitly.query.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.RecordJson;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.RejectedItem;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.ListenerRequest;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.webhook.AttemptJson;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The kinds of streams there are. */
public final class LiveSources {
  /** The filter that binds a stream to one endpoint. */
  public static final String ENDPOINT_ID = "endpoint_id";

  private static final String ID = "id";
  private static final String OUTCOME = "outcome";
  private static final String DEAD_LETTER = "dead_letter";
  private static final Set<String> ANY = Set.of();
  private static final RecordJson<RejectedItem> REJECTED = new RecordJson<>(RejectedItem.class);

  private final Topics topics;
  private final InstantSource clock;

  public LiveSources(Topics topics, InstantSource clock) {
    this.topics = topics;
    this.clock = clock;
  }

  /** Accepted events. */
  public LiveSource events() {
    return new LiveSource(
        List.of(topics.events()),
        filters(Fields.CUSTOMER_ID, Fields.NAME, Fields.EVENT_ID),
        record -> {
          AccountKey key = topics.events().readKey(record.key());
          Event event = value(topics.events(), record);
          ObjectNode json =
              EventJson.listed(event)
                  .put(Fields.RECEIVED_AT, Long.toString(Times.seconds(event.receivedAt())));
          return new LiveItem(
              key,
              record.timestamp(),
              facts(json, Fields.CUSTOMER_ID, Fields.NAME, Fields.EVENT_ID),
              json);
        });
  }

  /** Announcements of likelihoods and of next actions, as webhooks carry them. */
  public LiveSource predictions() {
    Map<String, Set<String>> filters = filters(Fields.CUSTOMER_ID, Fields.GOAL_NAME);
    filters.put(Fields.OBJECT, objects());
    List<Topic<?, ?>> announced =
        Arrays.stream(AnnouncementObject.values()).<Topic<?, ?>>map(topics::announcements).toList();
    return new LiveSource(
        announced,
        filters,
        record -> {
          JsonNode json = Json.read(record.value());
          Map<String, String> facts =
              facts(json.path(Fields.META), Fields.CUSTOMER_ID, Fields.GOAL_NAME);
          facts.put(Fields.OBJECT, json.path(Fields.OBJECT).asText());
          return new LiveItem(
              topics.events().readKey(record.key()), record.timestamp(), facts, json);
        });
  }

  /** Attempts of deliveries. */
  public LiveSource deliveries() {
    Map<String, Set<String>> filters = filters(Fields.CUSTOMER_ID, Fields.GOAL_NAME, ENDPOINT_ID);
    filters.put(Fields.OBJECT, objects());
    filters.put(OUTCOME, new TreeSet<>(Set.of("delivered", "retry_later", "given_up")));
    return new LiveSource(
        List.of(topics.webhookAttempts()),
        filters,
        record -> {
          AccountKey key = topics.webhookAttempts().readKey(record.key());
          DeliveryAttempt attempt = value(topics.webhookAttempts(), record);
          ObjectNode json = AttemptJson.item("", attempt).put(ENDPOINT_ID, attempt.endpointId());
          json.remove(ID);
          return new LiveItem(
              new AccountKey(key.account(), attempt.customerId()),
              attempt.startedAt(),
              facts(
                  json, Fields.CUSTOMER_ID, Fields.GOAL_NAME, ENDPOINT_ID, Fields.OBJECT, OUTCOME),
              json);
        });
  }

  /** What the gateway did not accept, and what could not be handled later. */
  public LiveSource rejected() {
    Map<String, Set<String>> filters = filters(Fields.CUSTOMER_ID, Fields.NAME);
    filters.put(Fields.OBJECT, new TreeSet<>(Set.of("event", "customer", DEAD_LETTER)));
    Topic<AccountKey, RejectedItem> items = topics.live().rejectedItems();
    return new LiveSource(
        List.of(items, topics.deadLetters()),
        filters,
        record -> record.topic().equals(items.name()) ? rejected(items, record) : letter(record));
  }

  /** Requests to the listener of an endpoint that can still be answered. */
  public LiveSource listener() {
    Topic<AccountKey, ListenerRequest> requests = topics.live().listenerRequests();
    return new LiveSource(
        List.of(requests), filters(ENDPOINT_ID), record -> request(requests, record));
  }

  private @Nullable LiveItem request(
      Topic<AccountKey, ListenerRequest> requests, ConsumerRecord<byte[], byte[]> record) {
    AccountKey endpoint = requests.readKey(record.key());
    ListenerRequest request = value(requests, record);
    long left = request.expiresAt() - clock.millis();
    if (left <= 0) {
      return null;
    }
    ObjectNode json =
        Json.object()
            .put(ID, request.id())
            .put("delivery_id", request.deliveryId())
            .put("resent", request.resent())
            .put("timeout_ms", left);
    ObjectNode headers = json.putObject("headers");
    request.headers().forEach(headers::put);
    json.put("body", request.body());
    String customer =
        Json.parse(request.body().getBytes(StandardCharsets.UTF_8))
            .path(Fields.META)
            .path(Fields.CUSTOMER_ID)
            .asText();
    return new LiveItem(
        new AccountKey(endpoint.account(), customer),
        record.timestamp(),
        new HashMap<>(Map.of(ENDPOINT_ID, endpoint.id())),
        json);
  }

  private static LiveItem rejected(
      Topic<AccountKey, RejectedItem> items, ConsumerRecord<byte[], byte[]> record) {
    AccountKey key = items.readKey(record.key());
    RejectedItem item = value(items, record);
    ObjectNode json = REJECTED.tree(item);
    json.remove("at_ms");
    json.put("rejected_at", Long.toString(Times.seconds(item.at())))
        .put("request_id", RecordHeaders.text(record.headers(), RecordHeaders.REQUEST_ID));
    for (String field : List.of(Fields.CUSTOMER_ID, Fields.NAME)) {
      if (json.path(field).asText().isEmpty()) {
        json.putNull(field);
      }
    }
    return new LiveItem(
        key, record.timestamp(), facts(json, Fields.OBJECT, Fields.CUSTOMER_ID, Fields.NAME), json);
  }

  private static @Nullable LiveItem letter(ConsumerRecord<byte[], byte[]> record) {
    return DeadLetter.of(
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            record.headers())
        .map(letter -> {
          ObjectNode json =
              Json.object()
                  .put(Fields.OBJECT, DEAD_LETTER)
                  .put(Fields.CUSTOMER_ID, letter.customerId())
                  .put("code", letter.rejectedFor())
                  .put("message", letter.message())
                  .put("exception", letter.exception())
                  .put("dead_letter_id", letter.id())
                  .put("origin", letter.origin())
                  .put("rejected_at", Long.toString(Times.seconds(letter.millis())));
          return new LiveItem(
              letter.key(), letter.millis(), facts(json, Fields.OBJECT, Fields.CUSTOMER_ID), json);
        })
        .orElse(null);
  }

  private static Set<String> objects() {
    return Arrays.stream(AnnouncementObject.values())
        .map(AnnouncementObject::wireName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<String>> filters(String... names) {
    Map<String, Set<String>> filters = new LinkedHashMap<>();
    List.of(names).forEach(name -> filters.put(name, ANY));
    return filters;
  }

  private static Map<String, String> facts(JsonNode json, String... names) {
    Map<String, String> facts = new HashMap<>();
    for (String name : names) {
      facts.put(name, json.path(name).asText());
    }
    return facts;
  }

  private static <V> V value(Topic<AccountKey, V> topic, ConsumerRecord<byte[], byte[]> record) {
    return Objects.requireNonNull(topic.readValue(record.value()));
  }
}
