package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.replay.ReplayProgress;
import com.traitly.processor.task.Stores;
import com.traitly.processor.training.SmileSerde;
import com.traitly.processor.training.TrainerRecord;
import com.traitly.processor.training.TrainingMessage;
import com.traitly.streams.freshness.AppliedOffsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals that come, lag behind and go. */
class GoalLifeTest {
  private static final long START = 1_750_000_000_000L;
  private static final String NAME = "Use it";
  private static final AccountKey KEY = ProcessorHarness.key(NAME);
  private static final String DEFINITION =
      """
      {"entry": {"on": {"event": "Begin"}}, "window": {"days": 10},
       "target": {"any": [{"event": "Finish"}]},
       "actions": [{"event_name": "Act", "target_count": 3}]}\
      """;
  private static final Goal GOAL = ProcessorHarness.goal(NAME, DEFINITION);

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
    tell(new TrainingMessage.Vocabulary(Course.first(1), 0, Map.of()));

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
    processor.pass(Duration.ofDays(1));
    assertThat(inStore("training-ledger")).isPositive();

    processor.event("d", "Begin", processor.now()).delete(NAME).pass(Duration.ofSeconds(5));

    assertThat(inStore("models")).isZero();
    assertThat(inStore("training-inbox")).isZero();
    assertThat(inStore("training-ledger")).isZero();
    assertThat(processor.model(GOAL)).isNull();
  }

  @Test
  void waitsForTheModelWhenReplayingOnANewOwner() {
    processor.event("c", "Begin", START).define(GOAL);
    var model = requireNonNull(processor.model(GOAL));
    processor.registry.model(KEY, null);
    KeyValueStore<AccountKey, ReplayProgress> replays =
        processor.driver.getKeyValueStore("goal-replays");
    replays.put(KEY, ReplayProgress.start(Course.first(1)).enter(ReplayProgress.Phase.REPLAYING));

    processor.pass(Duration.ofSeconds(5));
    assertThat(replays.get(KEY).phase()).isEqualTo(ReplayProgress.Phase.REPLAYING);

    processor.registry.model(KEY, model);
    processor.pass(Duration.ofSeconds(5));
    assertThat(replays.get(KEY).phase()).isEqualTo(ReplayProgress.Phase.DONE);
  }

  @Test
  void showsHowFarItIsAppliedToStoredCustomersWithoutHoldingUpRecords() {
    for (int i = 0; i < 40; i++) {
      processor.event("c" + i, "Begin", START);
    }
    processor.slow(Duration.ofMillis(6));
    processor.start(GOAL);
    List<Long> done = new ArrayList<>();
    for (int i = 0; i < 400 && !requireNonNull(progress()).complete(); i++) {
      processor.driver.advanceWallClockTime(Duration.ofMillis(50));
      done.add(requireNonNull(progress()).done());
    }

    assertThat(requireNonNull(progress()).total()).isEqualTo(40);
    assertThat(done).isSorted().startsWith(0L).endsWith(40L).anyMatch(n -> 15 < n && n < 25);
    // Each turn looked at the clock every 6 ms, and ended at the look that found 20 ms passed.
    assertThat(processor.meters.get("traitly.processor.turns.finished").timers())
        .allSatisfy(
            scheduler -> assertThat(scheduler.max(TimeUnit.MILLISECONDS)).isBetween(6.0, 42.0));
  }

  @Test
  void learnsFromAllThatWasAcceptedBeforeItWasSaved() {
    processor.event("c", "Begin", START);
    processor.behind().define(GOAL);
    assertThat(requireNonNull(progress()).phase()).isEqualTo(ReplayProgress.Phase.COUNTING);

    // These facts were accepted before the goal too, but arrive only now.
    processor.event("c", "Look", START + 1_000).event("d", "Begin", START);
    processor.pass(Duration.ofMinutes(5));
    assertThat(requireNonNull(progress()).phase()).isEqualTo(ReplayProgress.Phase.COUNTING);
    processor.caughtUp().pass(Duration.ofSeconds(5));

    assertThat(requireNonNull(progress()).phase()).isEqualTo(ReplayProgress.Phase.DONE);
    assertThat(requireNonNull(progress()).total()).isEqualTo(2);
    var model = requireNonNull(processor.model(GOAL)).model();
    assertThat(model.space().signals()).contains("Look");
  }

  @Test
  void aBurstOfDueCustomersIsSpreadOverTurns() {
    processor.define(GOAL);
    for (int i = 0; i < 50; i++) {
      processor.event("c" + i, "Begin", START);
    }
    processor.pass(Duration.ofSeconds(5));
    processor.output(processor.topics.goalLifecycle()).readValuesToList();
    processor.slow(Duration.ofMillis(6));

    processor.driver.advanceWallClockTime(Duration.ofDays(10).plusMinutes(1));
    int atOnce = processor.output(processor.topics.goalLifecycle()).readValuesToList().size();
    processor.slow(Duration.ZERO).pass(Duration.ofMinutes(1));

    assertThat(atOnce).isLessThan(10);
    assertThat(
            atOnce + processor.output(processor.topics.goalLifecycle()).readValuesToList().size())
        .isEqualTo(50);
  }

  @Test
  void aDeletedGoalIsLeftByEverybody() {
    processor
        .define(GOAL)
        .event("c", "Begin", processor.now())
        .event("d", "Begin", processor.now())
        .event("d", "Finish", processor.now() + 1_000)
        .pass(Duration.ofSeconds(5));
    assertThat(transitions()).containsExactly("ENTERED 1 c", "ENTERED 1 d", "REACHED 1 d");

    processor.delete(NAME).pass(Duration.ofSeconds(2));
    assertThat(processor.state("c").goals()).as("a table may lag behind").isNotEmpty();
    processor.pass(Duration.ofSeconds(10));

    assertThat(transitions()).containsExactly("LEFT 1 c");
    for (String id : List.of("c", "d")) {
      assertThat(processor.state(id).goals()).isEmpty();
    }
    assertThat(inStore("due")).isZero();
    assertThat(inStore("goal-replays")).isZero();
    assertThat(inStore("goal-members")).isZero();
  }

  @Test
  void theWindowOfAFormerVersionIsLeftAndTheSameOneEntered() {
    processor.define(GOAL).event("c", "Begin", processor.now()).event("d", "Begin", START);
    processor.event("d", "Finish", processor.now()).pass(Duration.ofSeconds(5));
    transitions();
    long before = processor.state("c").sequence();

    processor.define(version(2, "\"days\": 20")).pass(Duration.ofSeconds(5));
    assertThat(transitions()).containsExactly("LEFT 1 c", "ENTERED 2 c");
    assertThat(processor.state("c").sequence()).as("announcements").isLessThanOrEqualTo(before + 1);

    processor.event("c", "Finish", processor.now());
    assertThat(transitions()).containsExactly("REACHED 2 c");
  }

  @Test
  void theLearnerOfAGoalDeletedWhileNobodyLookedIsForgotten() {
    processor.define(GOAL).event("c", "Begin", processor.now()).pass(Duration.ofSeconds(5));
    KeyValueStore<AccountKey, TrainerRecord> before = processor.driver.getKeyValueStore("models");
    MockProcessorContext<AccountKey, PublishedModel> context = learner();
    KeyValueStore<AccountKey, TrainerRecord> models = context.getStateStore("models");
    models.put(KEY, before.get(KEY));
    restart(context);
    var learn = context.scheduledPunctuators().getFirst().getPunctuator();

    learn.punctuate(Duration.ofMinutes(9).toMillis());
    assertThat(models.get(KEY)).as("the table of goals may lag behind").isNotNull();
    learn.punctuate(Duration.ofMinutes(11).toMillis());

    assertThat(models.get(KEY)).isNull();
    assertThat(context.forwarded()).hasSize(1);
    assertThat(context.forwarded().getFirst().record().value()).isNull();
  }

  /** A context with the empty stores of a trainer. */
  private static MockProcessorContext<AccountKey, PublishedModel> learner() {
    var context = new MockProcessorContext<AccountKey, PublishedModel>();
    context.setCurrentSystemTimeMs(0);
    for (StateStore store :
        List.<StateStore>of(
            Stores.TRAINERS.inMemory().build(),
            Stores.TRAINING_INBOX.inMemory().build(),
            Stores.TRAINING_LEDGER.inMemory().build())) {
      store.init(context.getStateStoreContext(), store);
      context.addStateStore(store);
    }
    return context;
  }

  /** Starts a trainer that knows no goals on these stores. */
  private void restart(MockProcessorContext<AccountKey, PublishedModel> context) {
    new TrainerProcessor(
            ProcessorHarness.parts(
                processor.topics,
                new GoalRegistry(),
                new AppliedOffsets(),
                processor.meters,
                System::nanoTime))
        .init(context);
  }

  private static Goal version(long version, String window) {
    Goal goal = ProcessorHarness.goal(NAME, DEFINITION.replace("\"days\": 10", window));
    return GoalReader.readStored(GoalJson.write(goal).put("version", version));
  }

  private @Nullable ReplayProgress progress() {
    return processor.driver.<AccountKey, ReplayProgress>getKeyValueStore("goal-replays").get(KEY);
  }

  private List<String> transitions() {
    return processor.output(processor.topics.goalLifecycle()).readKeyValuesToList().stream()
        .map(each -> each.value.kind() + " " + each.value.goalVersion() + " " + each.key.id())
        .toList();
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
