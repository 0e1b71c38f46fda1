package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.sources.SourceGround;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every record of a source comes in once and in the order of its customer, however often the
 * gateways that read it are killed.
 */
@Tag("slow")
class KilledSourceIT {
  private static final int CUSTOMERS = 10_000;
  private static final int EACH =
      Integer.getInteger("traitly.source.records", 1_000_000) / CUSTOMERS;
  private static final int KILLS = Integer.getInteger("traitly.kills", 10);
  private static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

  @Test
  void eachRecordComesInOnceAndInOrder() throws Exception {
    try (CloseAll started = new CloseAll()) {
      EmbeddedBroker broker =
          started.add(EmbeddedBroker.start(directory.resolve("kafka"), 0, failure -> {}));
      String bootstrap = broker.bootstrapServers();
      SourceGround.create(bootstrap, "shop", 6);
      SourceGround.produce(bootstrap, "shop", CUSTOMERS, 0, EACH);
      Path file = directory.resolve("sources.yaml");
      Files.writeString(file, "sources: [{topic: shop}]");
      Map<String, String> settings =
          Map.of(
              "TRAITLY_KAFKA_BOOTSTRAP", bootstrap,
              "TRAITLY_PARTITIONS", Integer.toString(PARTITIONS),
              "TRAITLY_SOURCES", file.toString());
      ForkedJvm[] gateways = new ForkedJvm[2];
      for (int i = 0; i < gateways.length; i++) {
        gateways[i] = ServiceFork.start(IngestGateway.class, directory, settings);
      }
      Arrived arrived = started.add(new Arrived(bootstrap));
      long began = System.nanoTime();
      long total = (long) CUSTOMERS * EACH;
      for (int kill = 1; kill <= KILLS; kill++) {
        long target = total * kill / (KILLS + 1);
        await().atMost(PATIENCE).until(() -> arrived.seen() >= target);
        int who = kill % gateways.length;
        gateways[who].close();
        gateways[who] = ServiceFork.start(IngestGateway.class, directory, settings);
      }
      await().atMost(PATIENCE).until(() -> arrived.seen() >= total);
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%,d records, %d kills: %.0f s, %,.0f records/s%n",
          total, KILLS, seconds, total / seconds);
      for (ForkedJvm each : gateways) {
        each.close();
      }
      arrived.requireAll();
    }
  }

  /** Follows the committed events and checks that each customer's numbers count up by one. */
  private static final class Arrived implements AutoCloseable {
    private final int[] next = new int[CUSTOMERS];
    private final AtomicLong seen = new AtomicLong();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile String wrong = "";

    Arrived(String bootstrap) {
      consumer = new KafkaAccess(bootstrap, "traitly.", PARTITIONS, 1).bytesReader();
      List<TopicPartition> partitions =
          IntStream.range(0, PARTITIONS)
              .mapToObj(each -> new TopicPartition(SourceGround.TOPICS.events().name(), each))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      thread = Thread.ofPlatform().start(this::follow);
    }

    long seen() {
      assertThat(wrong).isEmpty();
      return seen.get();
    }

    /** Each number of each customer came, and nothing more comes. */
    void requireAll() {
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(() -> seen() == (long) CUSTOMERS * EACH);
      assertThat(next).containsOnly(EACH);
    }

    @Override
    public void close() {
      running = false;
      await().atMost(PATIENCE).until(() -> !thread.isAlive());
      consumer.close();
    }

    private void follow() {
      while (running) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(200))) {
          take(each);
        }
      }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      int customer = Integer.parseInt(key.substring(key.indexOf('|') + 1));
      var event = SourceGround.TOPICS.events().readValue(record.value());
      int number = event.properties().get("n").asInt();
      if (number != next[customer]) {
        wrong = "customer %d: %d after %d".formatted(customer, number, next[customer] - 1);
      }
      next[customer] = number + 1;
      seen.incrementAndGet();
    }
  }
}
