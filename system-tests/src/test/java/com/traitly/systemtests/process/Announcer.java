package com.traitly.systemtests.process;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.platform.config.Config;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.secret.MasterKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes endpoints and announcements to their topics, as the other services do. */
final class Announcer implements AutoCloseable {
  private static final String ACCOUNT = "default";
  private static final String OBJECT = AnnouncementObject.GOAL_PROPENSITY_CHANGE.wireName();
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final MasterKeys KEYS =
      MasterKeys.of(Config.of(Map.of("TRAITLY_SECRET_KEY", ServiceFork.SECRET_KEY)));

  private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaAccess kafka;
  private final Admin admin;
  private long announced;

  Announcer(String bootstrap) {
    kafka = new KafkaAccess(bootstrap, Topics.DEFAULT_PREFIX, 1, 1);
    admin = kafka.admin();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns the webhook id of a customer's announcement; sequences start at 1. */
  static String id(int customer, int sequence) {
    return "msg_" + customer + "_" + sequence;
  }

  static int customer(String id) {
    return Integer.parseInt(id.split("_", 3)[1]);
  }

  static int sequence(String id) {
    return Integer.parseInt(id.split("_", 3)[2]);
  }

  void register(String id, String url, boolean coalesceLatest) {
    register(id, url, coalesceLatest, false);
  }

  void register(String id, String url, boolean coalesceLatest, boolean paused) {
    Endpoint endpoint =
        new Endpoint(
            id,
            new Destination(url, Map.of()).sealed(text -> KEYS.seal(text, Destination.owner(id))),
            new Endpoint.Interest(
                Set.of(OBJECT), Set.of(Endpoint.ALL_GOALS), 0, EndpointFilter.NONE),
            coalesceLatest,
            64,
            0,
            true,
            paused,
            List.of(new SigningSecret(KEYS.seal(SECRET, id), null)),
            0,
            0,
            null);
    Topic<AccountKey, Endpoint> topic = topics.webhooks();
    AccountKey key = new AccountKey(ACCOUNT, id);
    var unused =
        producer.send(
            new ProducerRecord<>(
                topic.name(),
                topic.key().serializer().serialize(topic.name(), key),
                topic.value().serializer().serialize(topic.name(), endpoint)));
    producer.flush();
  }

  /** Announces a change of each customer in turn, round after round. */
  void announce(int announcements, int customers) {
    announce(0, announcements, customers);
  }

  /** Continues after this many announcements, up to the given total. */
  void announce(int already, int announcements, int customers) {
    for (int i = already; i < announcements; i++) {
      announceOne(i % customers, i / customers + 1);
    }
    producer.flush();
  }

  /** Says whether the sender has consumed and committed everything announced here. */
  boolean allTakenIn() {
    try {
      return admin
              .listConsumerGroupOffsets(kafka.group(ServiceNames.SENDER))
              .partitionsToOffsetAndMetadata()
              .get()
              .entrySet()
              .stream()
              .filter(each ->
                  each.getKey().topic().equals(announcements().name()) && each.getValue() != null)
              .mapToLong(each -> each.getValue().offset())
              .sum()
          == announced;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the broker does not say what was read", e);
    }
  }

  private Topic<AccountKey, byte[]> announcements() {
    return topics.announcements(AnnouncementObject.GOAL_PROPENSITY_CHANGE);
  }

  private void announceOne(int customer, int sequence) {
    Topic<AccountKey, byte[]> topic = announcements();
    AccountKey key = new AccountKey(ACCOUNT, "customer" + customer);
    String body =
        """
        {"data":[{"likelihood":0.5}],"meta":{"customer_id":"customer%d","goal_name":"Trial"},\
        "timestamp":%d,"object":"%s"}\
        """
            .formatted(customer, sequence, OBJECT);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.name(),
            topic.key().serializer().serialize(topic.name(), key),
            body.getBytes(StandardCharsets.UTF_8));
    RecordHeaders.put(record.headers(), RecordHeaders.ID, id(customer, sequence));
    RecordHeaders.put(record.headers(), RecordHeaders.OBJECT, OBJECT);
    RecordHeaders.put(record.headers(), RecordHeaders.SEQUENCE, Integer.toString(sequence));
    announced++;
    var unused = producer.send(record);
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
