package com.traitly.streams.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Which instants an erasure covers, whether or not the store is read. */
class TaskDeletionTimesTest {
  private static final AccountKey ANNA = new AccountKey("acme", "anna");
  private static final AccountKey BEN = new AccountKey("acme", "ben");

  private final KeyValueStore<Bytes, byte[]> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("erasures"), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();

  TaskDeletionTimesTest() {
    MockProcessorContext<Object, Object> context = new MockProcessorContext<>();
    store.init(context.getStateStoreContext(), store);
  }

  private TaskDeletionTimes open() {
    return new TaskDeletionTimes(store);
  }

  @Test
  void coversWhatIsFromBeforeAndOfThatCustomer() {
    TaskDeletionTimes erasures = open();
    assertThat(erasures.cover(ANNA, 0)).isFalse();

    erasures.remember(ANNA, 100);
    erasures.remember(BEN, 50);

    for (TaskDeletionTimes each : new TaskDeletionTimes[] {erasures, open()}) {
      assertThat(each.cover(ANNA, 100)).isTrue();
      assertThat(each.cover(ANNA, 101)).isFalse();
      assertThat(each.cover(BEN, 50)).isTrue();
      assertThat(each.cover(BEN, 51)).isFalse();
    }
  }

  @Test
  void anErasureIsNotForgottenForAnEarlierOne() {
    TaskDeletionTimes erasures = open();
    erasures.remember(ANNA, 100);
    erasures.remember(ANNA, 20);
    assertThat(erasures.cover(ANNA, 100)).isTrue();
  }
}
