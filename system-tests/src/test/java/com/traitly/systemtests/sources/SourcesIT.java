package com.traitly.systemtests.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.command.CommandRun;
import com.traitly.systemtests.sources.SourceGround.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics of others as sources: each record comes in once, in order, or is a dead letter. */
class SourcesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECORDS = "traitly.gateway.source-records.finished";

  @TempDir static Path data;
  private static EmbeddedBroker broker;

  @TempDir Path directory;
  private SourceGround ground;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(data, 0, failure -> {});
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() {
    ground = new SourceGround(directory, broker);
  }

  @AfterEach
  void stop() {
    ground.close();
  }

  @Test
  void recordsOfAnotherClusterBecomeEventsOrDeadLettersAndTheSourceGoesOn() throws Exception {
    EmbeddedBroker other = ground.broker("other");
    SourceGround.create(other.bootstrapServers(), "shop", 2);
    SourceGround.produce(
        other.bootstrapServers(),
        "shop",
        "{\"customer_id\":\"a\",\"name\":\"Paid\"}",
        "hello",
        "",
        "{\"customer_id\":\"b\"}",
        "{\"customer_id\":\"c\",\"name\":\"Paid\"}");
    String yaml =
        """
        sources:
          - {topic: shop, kafka: {bootstrap.servers: '%s'}}
        """
            .formatted(other.bootstrapServers());
    Gateway gateway = ground.gateway(yaml);
    await()
        .atMost(PATIENCE)
        .until(() ->
            gateway.meter(RECORDS, "outcome", "taken") == 2
                && gateway.meter(RECORDS, "outcome", "refused") == 3);

    assertThat(ground.events()).extracting(Event::customerId).containsExactlyInAnyOrder("a", "c");
    assertThat(ground.letters())
        .extracting(DeadLetter::originTopic)
        .containsExactly("shop", "shop", "shop");
    assertThat(ground.letters())
        .extracting(letter -> letter.key().toString())
        .containsExactlyInAnyOrder("default|", "default|", "default|b");
    assertThat(gateway.meter("traitly.gateway.source.connected", "source", "shop")).isEqualTo(1);
    await().atMost(PATIENCE).until(() -> gateway.meter("traitly.gateway.source.lag") == 0);
    gateway.close();

    goesOnBehindWhatWasRead(other, yaml);
  }

  private void goesOnBehindWhatWasRead(EmbeddedBroker other, String yaml) throws Exception {
    SourceGround.produce(
        other.bootstrapServers(), "shop", "{\"customer_id\":\"d\",\"name\":\"Paid\"}");
    Gateway again = ground.gateway(yaml);
    await().atMost(PATIENCE).until(() -> taken(again, "shop") == 1);
    assertThat(ground.events())
        .extracting(Event::customerId)
        .containsExactlyInAnyOrder("a", "c", "d");
    assertThat(ground.letters()).hasSize(3);
  }

  @Test
  void aSourceBeginsWhereItIsToldToAndMissesNothingFromThenOn() throws Exception {
    SourceGround.create(ground.bootstrap(), "shop", 1);
    SourceGround.produce(ground.bootstrap(), "shop", 1, 0, 10);
    long between = System.currentTimeMillis() + 1;
    await().until(() -> System.currentTimeMillis() > between);
    SourceGround.produce(ground.bootstrap(), "shop", 1, 10, 15);
    String yaml =
        """
        sources:
          - {topic: shop, name: old, account: old}
          - {topic: shop, name: some, account: some, start: %d}
          - {topic: shop, name: new, account: new, start: latest}
        """
            .formatted(between);
    Gateway gateway = ground.gateway(yaml);
    await()
        .atMost(PATIENCE)
        .until(() ->
            taken(gateway, "old") == 15
                && taken(gateway, "some") == 5
                && gateway.meter("traitly.gateway.source.connected", "source", "new") == 1);
    gateway.close();
    // Nobody reads now; a partition comes, and a record lies in each.
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ground.bootstrap()))) {
      admin.createPartitions(Map.of("shop", NewPartitions.increaseTo(2))).all().get();
    }
    try (Producer<byte[], byte[]> producer = SourceGround.producer(ground.bootstrap(), Map.of())) {
      for (int partition = 0; partition < 2; partition++) {
        byte[] value = "{\"customer_id\":\"x\",\"name\":\"Late\"}".getBytes(UTF_8);
        producer.send(new ProducerRecord<>("shop", partition, null, value)).get();
      }
    }

    Gateway again = ground.gateway(yaml);
    for (String source : List.of("old", "some", "new")) {
      await().atMost(PATIENCE).until(() -> taken(again, source) == 2);
    }
  }

  @Test
  void twoGatewaysShareASourceAndEachRecordComesInOnceAndInOrder() throws Exception {
    SourceGround.create(ground.bootstrap(), "shop", 6);
    String yaml = "sources: [{topic: shop}]";
    int customers = 40;
    AtomicInteger n = new AtomicInteger();
    Gateway first = ground.gateway(yaml);
    await().atMost(PATIENCE).until(() -> taken(first, "shop") > 100 || !more(customers, n));
    Gateway second = ground.gateway(yaml);
    await().atMost(PATIENCE).until(() -> taken(second, "shop") > 100 || !more(customers, n));
    first.close();
    await().atMost(PATIENCE).until(() -> taken(second, "shop") > 2_000 || !more(customers, n));

    await().atMost(PATIENCE).until(() -> ground.events().size() >= customers * n.get());
    assertOnceAndInOrder(ground.events(), customers, n.get());
  }

  @Test
  void aProducerThatTakesALaneAndDiesInItsTransactionDoublesAndLosesNothing() throws Exception {
    SourceGround.create(ground.bootstrap(), "shop", 1);
    Gateway gateway = ground.gateway("sources: [{topic: shop}]");
    SourceGround.produce(ground.bootstrap(), "shop", 5, 0, 20);
    await().atMost(PATIENCE).until(() -> taken(gateway, "shop") == 100);
    Producer<byte[], byte[]> zombie =
        SourceGround.producer(
            ground.bootstrap(), Map.of("transactional.id", "traitly.source-shop-0"));
    zombie.initTransactions();
    zombie.beginTransaction();
    zombie
        .send(
            new ProducerRecord<>(
                SourceGround.TOPICS.events().name(),
                "default|0".getBytes(UTF_8),
                "x".getBytes(UTF_8)))
        .get();
    SourceGround.produce(ground.bootstrap(), "shop", 5, 20, 40);

    await().atMost(PATIENCE).until(() -> ground.events().size() >= 200);
    assertOnceAndInOrder(ground.events(), 5, 40);
    assertThatThrownBy(zombie::commitTransaction).isInstanceOf(RuntimeException.class);
    zombie.close(Duration.ZERO);
    assertOnceAndInOrder(ground.events(), 5, 40);
  }

  @Test
  void whatTheTopicRemovedBeforeItWasReadIsCountedAndATopicMadeAnewIsNotRead() throws Exception {
    SourceGround.create(ground.bootstrap(), "shop", 1);
    SourceGround.produce(ground.bootstrap(), "shop", 1, 0, 10);
    String yaml = "sources: [{topic: shop}]";
    Gateway gateway = ground.gateway(yaml);
    await().atMost(PATIENCE).until(() -> taken(gateway, "shop") == 10);
    gateway.close();
    SourceGround.produce(ground.bootstrap(), "shop", 1, 10, 20);
    TopicPartition partition = new TopicPartition("shop", 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ground.bootstrap()))) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(15))).all().get();
      Gateway second = ground.gateway(yaml);
      await().atMost(PATIENCE).until(() -> taken(second, "shop") == 5);
      assertThat(second.meter(RECORDS, "outcome", "lost")).isEqualTo(5);
      second.close();

      admin.deleteTopics(List.of("shop")).all().get();
    }
    await().atMost(PATIENCE).until(() -> !ground.hasTopic("shop"));
    SourceGround.create(ground.bootstrap(), "shop", 1);
    SourceGround.produce(ground.bootstrap(), "shop", 1, 0, 3);
    Gateway third = ground.gateway(yaml);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(PATIENCE)
        .until(() -> third.meter("traitly.gateway.source.connected") == 0);
    assertThat(ground.events()).hasSize(15);
  }

  @Test
  void aCheckSaysWhatWouldBecomeOfTheFirstRecordsAndLeavesNoTrace() throws Exception {
    SourceGround.create(ground.bootstrap(), "shop", 1);
    SourceGround.produce(ground.bootstrap(), "shop", 1, 0, 3);
    SourceGround.produce(ground.bootstrap(), "shop", "{\"customer_id\":\"a\"}");
    Path file = directory.resolve("sources.yaml");
    String source = "sources: [{topic: %s, kafka: {bootstrap.servers: '%s'}}]";
    Files.writeString(file, source.formatted("shop", ground.bootstrap()));

    try (CommandRun run = check(file)) {
      assertThat(run.exitCode()).as(run.errors()).isEqualTo(1);
      assertThat(run.lines())
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("taken", "taken", "taken", "refused", "");
      JsonNode refused = run.lines().get(3);
      assertThat(refused.path("place").asText()).isEqualTo("shop-0@3");
      assertThat(refused.path("reason").asText()).isEqualTo("name is required");
      assertThat(run.last().path("taken").asInt()).isEqualTo(3);
    }
    assertThat(ground.hasTopic(SourceGround.TOPICS.sourcePositions().name())).isFalse();
    assertThat(ground.hasTopic(SourceGround.TOPICS.events().name())).isFalse();

    Files.writeString(file, source.formatted("nowhere", ground.bootstrap()));
    try (CommandRun run = check(file)) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.errors()).contains("there is no topic nowhere");
    }
    Files.writeString(file, "sources: [{}]");
    try (CommandRun run = check(file)) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("topic is required");
    }
  }

  @Test
  void aFileThatCannotBeUsedStopsTheStart() {
    assertThatThrownBy(() -> ground.gateway("sources: [{topic: traitly.events}]"))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("TRAITLY_SOURCES")
        .hasMessageContaining("/sources/0/topic: topic is one of Traitly's own");
    assertThatThrownBy(
            () -> ground.gateway("sources: [{topic: shop, kafka: {security.protocol: TSL}}]"))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("The source shop")
        .hasMessageContaining("security.protocol");
  }

  private CommandRun check(Path file) throws Exception {
    return CommandRun.start(
        directory, "http://127.0.0.1:1", "none", "source", "check", file.toString());
  }

  /** Writes one more event of each customer. */
  private boolean more(int customers, AtomicInteger n) {
    int from = n.getAndIncrement();
    SourceGround.produce(ground.bootstrap(), "shop", customers, from, from + 1);
    return true;
  }

  private static double taken(Gateway gateway, String source) {
    return gateway.meter(RECORDS, "outcome", "taken", "source", source);
  }

  private static void assertOnceAndInOrder(List<Event> events, int customers, int each) {
    Map<String, List<Integer>> numbers =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    Event::customerId,
                    Collectors.mapping(
                        event -> event.properties().get("n").asInt(), Collectors.toList())));
    assertThat(numbers).hasSize(customers);
    List<Integer> wanted = IntStream.range(0, each).boxed().toList();
    assertThat(numbers).allSatisfy((customer, found) -> assertThat(found).isEqualTo(wanted));
  }
}
