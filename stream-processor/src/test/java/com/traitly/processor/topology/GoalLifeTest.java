package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.processor.training.SmileSerde;
import com.traitly.processor.training.TrainingMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals that come, lag behind and go. */
class GoalLifeTest {
  private static final long START = 1_750_000_000L;
  private static final String NAME = "Use it";
  private static final AccountKey KEY = ProcessorHarness.key(NAME);
  private static final Goal GOAL =
      ProcessorHarness.goal(
          NAME,
          """
          {"entry": {"on": {"event": "Begin"}}, "window": {"days": 10},
           "target": {"any": [{"event": "Finish"}]},
           "actions": [{"event_name": "Act", "target_count": 3}]}\
          """);

  @TempDir Path directory;
  private ProcessorHarness processor;

  @BeforeEach
  void start() {
    processor = new ProcessorHarness(directory, START);
  }

  @AfterEach
  void stop() {
    processor.close();
  }

  @Test
  void keepsAMessageOfAnUnknownGoalOnceAndNotForever() {
    tell(new TrainingMessage.Vocabulary(1, 0, Map.of()));

    processor.pass(Duration.ofSeconds(30));
    assertThat(inStore("training-inbox")).isEqualTo(1);

    processor.pass(Duration.ofMinutes(11));
    assertThat(inStore("training-inbox")).isZero();
  }

  @Test
  void forgetsTheLearnerOfADeletedGoal() {
    processor.define(GOAL).event("c", "Begin", processor.now()).pass(Duration.ofSeconds(5));
    assertThat(inStore("models")).isEqualTo(1);
    assertThat(inStore("training-inbox")).isPositive();

    processor.delete(NAME).pass(Duration.ofSeconds(5));

    assertThat(inStore("models")).isZero();
    assertThat(inStore("training-inbox")).isZero();
    assertThat(processor.book.model(ProcessorHarness.ACCOUNT, GOAL)).isNull();
  }

  @Test
  void waitsForTheModelWhenReplayingOnANewOwner() {
    processor.event("c", "Begin", START).define(GOAL);
    var model = requireNonNull(processor.book.model(ProcessorHarness.ACCOUNT, GOAL));
    processor.book.model(KEY, null);
    KeyValueStore<AccountKey, ReplayProgress> replays =
        processor.driver.getKeyValueStore("goal-replays");
    replays.put(KEY, ReplayProgress.start(1).enter(ReplayProgress.Phase.REPLAYING));

    processor.pass(Duration.ofSeconds(5));
    assertThat(replays.get(KEY).phase()).isEqualTo(ReplayProgress.Phase.REPLAYING);

    processor.book.model(KEY, model);
    processor.pass(Duration.ofSeconds(5));
    assertThat(replays.get(KEY).phase()).isEqualTo(ReplayProgress.Phase.DONE);
  }

  private void tell(TrainingMessage message) {
    processor
        .driver
        .createInputTopic(
            processor.topics.modelExamples().name(),
            KeySerde.instance().serializer(),
            SmileSerde.of(TrainingMessage.class).serializer())
        .pipeInput(KEY, message);
  }

  private int inStore(String name) {
    KeyValueStore<Object, Object> store = processor.driver.getKeyValueStore(name);
    int count = 0;
    try (KeyValueIterator<Object, Object> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Object, Object> unused = all.next();
        count++;
      }
    }
    return count;
  }
}
