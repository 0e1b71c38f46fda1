package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.registry.DraftKey;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.replay.ReplayProgress;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goals that are only tried on stored history. */
class DraftTest {
  private static final long START = 1_750_000_000_000L;
  private static final long DAY = 86_400_000L;
  private static final int CUSTOMERS = 60;
  private static final String NAME = "Use it";
  private static final Goal DRAFT = version(START);

  @TempDir Path directory;
  private ProcessorHarness processor;

  @BeforeEach
  void start() {
    processor = new ProcessorHarness(directory, START);
    for (int i = 0; i < CUSTOMERS; i++) {
      String id = "c" + i;
      long begun = START - (42 - i % 30) * DAY;
      processor.event(id, "Begin", begun).event(id, "Act", begun + DAY);
      if (i % 3 == 0) {
        processor.event(id, "Finish", begun + 2 * DAY + i);
      }
    }
    processor.event("open", "Begin", START - DAY);
    processor.pass(Duration.ofSeconds(10));
    processor.drain();
  }

  @AfterEach
  void stop() {
    processor.close();
  }

  @Test
  void itsBacktestIsThatOfTheGoalAndNobodyIsToldOrIn() {
    processor.draft(DRAFT).pass(Duration.ofSeconds(10));

    PublishedModel tried = requireNonNull(model());
    assertThat(tried.settled()).isTrue();
    assertThat(tried.model().metrics().windows()).isEqualTo(CUSTOMERS);
    ReplayProgress progress = requireNonNull(progress());
    assertThat(progress.complete()).isTrue();
    assertThat(progress.enrolled()).isEqualTo(CUSTOMERS + 1);
    assertThat(progress.reached()).isEqualTo(CUSTOMERS / 3);
    assertThat(processor.state("open").goals()).isEmpty();
    processor.event("open", "Act", processor.now()).pass(Duration.ofSeconds(5));
    assertThat(processor.state("open").goals()).isEmpty();
    assertThat(inStore("goal-members")).isZero();
    assertThat(inStore("due")).isZero();
    assertThat(processor.likelihoods()).isEmpty();
    assertThat(processor.nextActions()).isEmpty();
    assertThat(processor.output(processor.topics.goalLifecycle()).readValuesToList()).isEmpty();

    Goal saved = version(1);
    processor.define(saved).pass(Duration.ofSeconds(10));
    var learnt = requireNonNull(processor.model(saved)).model();
    assertThat(learnt.metrics()).usingRecursiveComparison().isEqualTo(tried.model().metrics());
    assertThat(learnt.weights()).isEqualTo(tried.model().weights());
    assertThat(processor.likelihoods()).isNotEmpty();
  }

  @Test
  void staysAsItIsWhileItIsKeptAndLeavesNothing() {
    processor.draft(DRAFT).pass(Duration.ofSeconds(10));
    PublishedModel tried = requireNonNull(model());

    processor.pass(Duration.ofMinutes(58));
    assertThat(model()).isSameAs(tried);

    processor.pass(Duration.ofMinutes(2)).pass(Duration.ofSeconds(10));
    assertThat(processor.registry.drafts()).isEmpty();
    assertThat(model()).isNull();
    for (String store :
        new String[] {"goal-replays", "models", "training-inbox", "training-ledger"}) {
      assertThat(inStore(store)).as(store).isZero();
    }
    assertThat(processor.output(processor.topics.goalDrafts()).readKeyValuesToList())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.key).isEqualTo(ProcessorHarness.key(NAME));
          assertThat(each.value).isNull();
        });
  }

  @Test
  void anotherDraftOfTheNameTakesItsPlace() {
    processor.draft(DRAFT).pass(Duration.ofSeconds(10));
    Goal next = version(START + 5_000);

    processor.draft(next).pass(Duration.ofSeconds(10));

    assertThat(model()).isNull();
    PublishedModel tried =
        requireNonNull(processor.registry.modelOf(DraftKey.of(ProcessorHarness.key(NAME)), next));
    assertThat(tried.settled()).isTrue();
    assertThat(requireNonNull(progress()).enrolled()).isEqualTo(CUSTOMERS + 1);
  }

  private @Nullable PublishedModel model() {
    return processor.registry.modelOf(DraftKey.of(ProcessorHarness.key(NAME)), DRAFT);
  }

  private @Nullable ReplayProgress progress() {
    return processor
        .driver
        .<Object, ReplayProgress>getKeyValueStore("goal-replays")
        .get(DraftKey.of(ProcessorHarness.key(NAME)));
  }

  private static Goal version(long version) {
    Goal goal =
        ProcessorHarness.goal(
            NAME,
            """
            {"entry": {"on": {"event": "Begin"}}, "window": {"days": 10},
             "target": {"any": [{"event": "Finish"}]}, "actions": [{"event_name": "Act"}]}\
            """);
    return GoalReader.readStored(GoalJson.write(goal).put("version", version));
  }

  private int inStore(String name) {
    KeyValueStore<Object, Object> store = processor.driver.getKeyValueStore(name);
    int count = 0;
    try (KeyValueIterator<Object, Object> all = store.all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }
}
