package com.traitly.sender.listen;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.LiveTopics;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.ListenerAnswers;
import com.traitly.contracts.webhook.ListenerRequest;
import com.traitly.platform.kafka.UnreadableRecords;
import com.traitly.sender.http.AttemptResult;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.sender.http.AttemptResult.NoAnswer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private static final AccountKey ENDPOINT = new AccountKey("acme", "wh_1");
  private static final AccountKey OTHER = new AccountKey("acme", "wh_2");
  private static final long NOW = 1_764_000_000_000L;
  private static final LiveTopics TOPICS = new Topics("t.").live();

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final List<AttemptResult> seen = new ArrayList<>();
  private long now = NOW;
  private final Listeners listeners =
      new Listeners(
          TOPICS,
          () -> new MockConsumer<>("none"),
          () -> producer,
          () -> Instant.ofEpochMilli(now),
          new UnreadableRecords("t.dead-letters", new SimpleMeterRegistry(), () -> producer));

  @AfterEach
  void close() {
    listeners.close();
  }

  @Test
  void aListenerIsConnectedForTenSecondsAfterItsLastSignOfLife() {
    assertThat(listeners.reaches(ENDPOINT)).isFalse();
    hear(ENDPOINT);
    assertThat(listeners.reaches(ENDPOINT)).isTrue();
    assertThat(listeners.reaches(OTHER)).isFalse();
    now += Listeners.LEASE.toMillis();
    assertThat(listeners.reaches(ENDPOINT)).isFalse();
  }

  @Test
  void withoutAListenerARequestFailsAtOnce() {
    var unused = send("att_1");
    assertThat(seen).hasSize(1).first().isInstanceOf(NoAnswer.class);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void theAnswerToARequestIsItsResultAndOnlyItsOwnListenerGivesIt() {
    hear(ENDPOINT);
    var unused = send("att_1");
    assertThat(producer.history()).hasSize(1);
    hear(OTHER, new ListenerAnswers.Answer("att_1", 200, null, "forged"));
    hear(ENDPOINT, new ListenerAnswers.Answer("att_9", 200, null, "another's"));
    assertThat(seen).isEmpty();
    hear(ENDPOINT, new ListenerAnswers.Answer("att_1", 503, "7", "busy"));
    hear(ENDPOINT, new ListenerAnswers.Answer("att_1", 200, null, "twice"));
    assertThat(seen).containsExactly(new Answered(503, "7", "busy"));
  }

  @Test
  void anApplicationThatDoesNotAnswerIsNoAnswer() {
    hear(ENDPOINT);
    var unused = send("att_1");
    hear(ENDPOINT, new ListenerAnswers.Answer("att_1", null, null, "nothing answers"));
    assertThat(seen)
        .containsExactly(new NoAnswer("The listener's application: nothing answers", false));
  }

  @Test
  void anAttemptThatIsOverHearsNothingMore() {
    hear(ENDPOINT);
    send("att_1").run();
    hear(ENDPOINT, new ListenerAnswers.Answer("att_1", 200, null, ""));
    assertThat(seen).isEmpty();
  }

  private Runnable send(String id) {
    return listeners.send(
        ENDPOINT,
        new ListenerRequest(id, "msg_1", false, now + 15_000, Map.of("webhook-id", "msg_1"), "{}"),
        seen::add);
  }

  private void hear(AccountKey endpoint, ListenerAnswers.Answer... answers) {
    var topic = TOPICS.listenerAnswers();
    listeners.heard(
        new ConsumerRecord<>(
            topic.name(),
            0,
            0,
            now,
            TimestampType.CREATE_TIME,
            -1,
            -1,
            KeySerde.bytes(endpoint),
            topic.value().serializer().serialize("", new ListenerAnswers(List.of(answers))),
            new RecordHeaders(),
            Optional.empty()));
  }
}
