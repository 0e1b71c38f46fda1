package com.traitly.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompactedViewTest {
  private static final Topic<AccountKey, Long> TOPIC = new Topics("t.").tokenUses();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC.name(), 0);
  private static final AccountKey KEY = new AccountKey("acme", "k");

  private final BlockingQueue<MockConsumer<AccountKey, Long>> consumers =
      new LinkedBlockingQueue<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CompactedView<Long> view =
      new CompactedView<>(
          this::next,
          TOPIC,
          Duration.ofMinutes(5),
          (key, before, after) -> heard.add(before + " to " + after));

  @AfterEach
  void stop() {
    consumers.add(consumer(0));
    view.close();
  }

  @Test
  void whatFailsIsTriedAgainFromWhereItWas() {
    MockConsumer<AccountKey, Long> first = consumer(1);
    first.schedulePollTask(() -> first.addRecord(record(0, 7L)));
    consumers.add(first);
    await().until(() -> view.notReadyBecause().isEmpty());

    first.setPollException(new KafkaException("no longer allowed"));
    MockConsumer<AccountKey, Long> second = consumer(2);
    second.schedulePollTask(() -> second.addRecord(record(1, 8L)));
    consumers.add(second);

    await().until(() -> heard.size() == 2);
    assertThat(heard).containsExactly("null to 7", "7 to 8");
    assertThat(view.all().get(KEY)).isEqualTo(8L);
  }

  @Test
  void whatTheTopicLostIsForgottenAndReadAgain() {
    MockConsumer<AccountKey, Long> first = consumer(1);
    first.schedulePollTask(() -> first.addRecord(record(0, 7L)));
    consumers.add(first);
    await().until(() -> view.notReadyBecause().isEmpty());

    first.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 1L)));

    await().until(() -> view.all().get(KEY) == null);
    assertThat(view.notReadyBecause()).contains("still reading t.token-uses");
    consumers.add(consumer(0));
    await().until(() -> view.notReadyBecause().isEmpty());
    assertThat(heard).containsExactly("null to 7", "7 to null");
  }

  private MockConsumer<AccountKey, Long> next() {
    try {
      return consumers.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MockConsumer<AccountKey, Long> consumer(long end) {
    MockConsumer<AccountKey, Long> consumer = new MockConsumer<>("none");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    return consumer;
  }

  private static ConsumerRecord<AccountKey, Long> record(long offset, long value) {
    return new ConsumerRecord<>(TOPIC.name(), 0, offset, KEY, value);
  }
}
