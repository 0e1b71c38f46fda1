package com.traitly.query.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final Topics TOPICS = new Topics("t.");

  private final MockProducer<byte[], byte[]> letters =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final UnreadableRecords unreadable =
      new UnreadableRecords(TOPICS.deadLetters().name(), new SimpleMeterRegistry(), () -> letters);
  private final LiveSources sources = new LiveSources(TOPICS, InstantSource.system());

  @Test
  void aMessageThatTheGatewayRejectedIsShownWithItsCode() {
    var letter =
        DeadLetter.rejected(
            TOPICS.deadLetters().name(),
            new AccountKey("acme", "a"),
            7_000,
            new byte[] {'{', '}'},
            ErrorCode.MISSING_FIELD,
            "event is required");

    LiveItem item =
        requireNonNull(
            sources
                .rejected()
                .reader()
                .read(
                    new ConsumerRecord<>(
                        letter.topic(),
                        0,
                        3,
                        letter.timestamp(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        letter.key(),
                        letter.value(),
                        letter.headers(),
                        Optional.empty())));

    assertThat(item.json().path("code").asText()).isEqualTo("missing_field");
    assertThat(item.json().path("message").asText()).isEqualTo("event is required");
    assertThat(item.about().id()).isEqualTo("a");
  }

  @Test
  void whatOnlyStreamsReadHasADeadLetterWhenItCannotBeRead() {
    for (LiveSource source : new LiveSource[] {sources.rejected(), sources.listener()}) {
      String topic = source.topics().getFirst().name();

      assertThat(read(source, topic)).as(topic).isNull();

      assertThat(letters.history()).as(topic).hasSize(1);
      assertThat(letters.history().getFirst().value()).asString(UTF_8).isEqualTo("{garbage");
      letters.clear();
    }
  }

  @Test
  void whatOthersReadTheyReport() {
    assertThat(read(sources.events(), TOPICS.events().name())).isNull();
    assertThat(letters.history()).isEmpty();
  }

  private @Nullable LiveItem read(LiveSource source, String topic) {
    KafkaAccess nobody = new KafkaAccess("127.0.0.1:1", "t.", 1, 1);
    try (LiveFeed feed =
        new LiveFeed(
            source,
            new LivePartitions(nobody, source, TOPICS),
            () -> {
              throw new IllegalStateException("nothing is read");
            },
            unreadable)) {
      return feed.read(
          new ConsumerRecord<>(topic, 0, 1, "acme|a".getBytes(UTF_8), "{garbage".getBytes(UTF_8)));
    }
  }
}
