package com.traitly.systemtests.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.IngestGateway;
import com.traitly.platform.config.Config;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.standalone.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Source topics, and gateways that read them, on a broker in this JVM that has no other topics. */
public final class SourceGround implements AutoCloseable {
  public static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
  private static final String SECRET = MasterKeys.generate();
  private static final int PARTITIONS = 3;

  private final CloseAll started = new CloseAll();
  private final Path directory;
  private final EmbeddedBroker broker;

  /** Gateways on this broker, with files of theirs in a directory. */
  SourceGround(Path directory, EmbeddedBroker broker) {
    this.directory = directory;
    this.broker = broker;
  }

  /** A gateway, its meters, and a way to end it. */
  record Gateway(ServiceRuntime runtime, IngestGateway service) implements AutoCloseable {
    /** The value of a meter of a source; 0 when there is none yet. */
    double meter(String name, String... tags) {
      var found = runtime.meters().find(name).tags(tags).meter();
      return found == null ? 0 : found.measure().iterator().next().getValue();
    }

    @Override
    public void close() {
      service.close();
      runtime.close();
    }
  }

  /** Another broker, with topics of its own. */
  EmbeddedBroker broker(String name) {
    return started.add(EmbeddedBroker.start(directory.resolve(name), 0, failure -> {}));
  }

  /** The brokers of the product. */
  String bootstrap() {
    return broker.bootstrapServers();
  }

  /** Starts a gateway with these sources; ended with this ground at the latest. */
  Gateway gateway(String yaml) throws IOException {
    Path file = Files.createTempFile(directory, "sources", ".yaml");
    Files.writeString(file, yaml);
    Config config =
        Config.of(
            Map.of(
                "TRAITLY_KAFKA_BOOTSTRAP", bootstrap(),
                "TRAITLY_PARTITIONS", Integer.toString(PARTITIONS),
                "TRAITLY_SECRET_KEY", SECRET,
                "TRAITLY_SOURCES", file.toString()));
    ServiceRuntime runtime = ServiceRuntime.open(config, InstantSource.system());
    try {
      return started.add(new Gateway(runtime, new IngestGateway(runtime)));
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }

  /** Creates a source topic. */
  public static void create(String bootstrap, String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  /** A producer of whoever fills source topics. */
  public static Producer<byte[], byte[]> producer(String bootstrap, Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("bootstrap.servers", bootstrap);
    settings.put("linger.ms", 5);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes events of customers in turn: {@code n} counts up for each of them. */
  public static void produce(String bootstrap, String topic, int customers, int from, int to) {
    try (Producer<byte[], byte[]> producer = producer(bootstrap, Map.of())) {
      for (int n = from; n < to; n++) {
        for (int customer = 0; customer < customers; customer++) {
          String value =
              "{\"customer_id\":\"%d\",\"name\":\"Paid\",\"n\":%d}".formatted(customer, n);
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      topic, ("" + customer).getBytes(UTF_8), value.getBytes(UTF_8)));
        }
      }
    }
  }

  /** Writes values as they are. */
  public static void produce(String bootstrap, String topic, String... values) {
    try (Producer<byte[], byte[]> producer = producer(bootstrap, Map.of())) {
      for (String value : values) {
        var unused =
            producer.send(
                new ProducerRecord<>(topic, value.isEmpty() ? null : value.getBytes(UTF_8)));
      }
    }
  }

  /** All committed events. */
  List<Event> events() {
    List<Event> events = new ArrayList<>();
    readAll(
        TOPICS.events().name(), record -> events.add(TOPICS.events().readValue(record.value())));
    return events;
  }

  /** All committed dead letters. */
  List<DeadLetter> letters() {
    List<DeadLetter> letters = new ArrayList<>();
    readAll(
        TOPICS.deadLetters().name(),
        record ->
            letters.add(
                DeadLetter.of(
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.key(),
                        record.value(),
                        record.headers())
                    .orElseThrow()));
    return letters;
  }

  /** Whether the product has a topic. */
  boolean hasTopic(String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      return admin.listTopics().names().get().contains(name);
    }
  }

  private void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    KafkaAccess kafka = new KafkaAccess(bootstrap(), Topics.DEFAULT_PREFIX, PARTITIONS, 1);
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(each -> new TopicPartition(topic, each)).toList();
    try (KafkaConsumer<byte[], byte[]> consumer = kafka.bytesReader()) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(reader);
      }
    }
  }

  /** Ends the gateways and other brokers, and removes all topics. */
  @Override
  public void close() {
    started.close();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
      var topics = admin.listTopics().names().toCompletionStage();
      topics
          .thenCompose(names -> admin.deleteTopics(names).all().toCompletionStage())
          .toCompletableFuture()
          .join();
    }
  }
}
