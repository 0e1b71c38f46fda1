package com.traitly.streams.node;

import com.traitly.platform.kafka.Leaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes Kafka's clients as Kafka Streams itself does, except that the admin client waits until the
 * topics that it created can be used. Streams would otherwise ask for the ends of changelogs that
 * the brokers do not know yet, over and over, and log an error each time.
 */
final class StreamsClients implements KafkaClientSupplier {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsClients.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return new PatientAdmin(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return getConsumer(config);
  }

  private static final class PatientAdmin extends ForwardingAdmin {
    PatientAdmin(Map<String, Object> config) {
      super(config);
    }

    @Override
    public CreateTopicsResult createTopics(
        Collection<NewTopic> topics, CreateTopicsOptions options) {
      CreateTopicsResult created = super.createTopics(topics, options);
      if (!topics.isEmpty() && !options.shouldValidateOnly()) {
        Leaders.await(this, made(created), PATIENCE);
      }
      return created;
    }

    // Meters are scraped from this process, so brokers get none; ForwardingAdmin would throw.
    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {}

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {}

    /** The topics that were created; Streams itself finds out why the others were not. */
    private static List<String> made(CreateTopicsResult created) {
      List<String> names = new ArrayList<>();
      created
          .values()
          .forEach((name, done) -> {
            try {
              done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
              names.add(name);
            } catch (ExecutionException | TimeoutException e) {
              LOG.debug("topic {} was not created", name, e);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      return names;
    }
  }
}
