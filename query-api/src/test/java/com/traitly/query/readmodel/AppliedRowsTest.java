package com.traitly.query.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.state.Position;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;

class AppliedRowsTest {
  @Test
  void whoeverTakesOverTheStateKnowsWhatItIncludes() throws InterruptedException {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    KeyValueStore<Bytes, byte[]> store = ReadModels.APPLIED_OFFSETS.inMemory().build();
    store.init(context.getStateStoreContext(), store);
    AppliedRows before = new AppliedRows(context, new AppliedOffsets());
    before.applied("t.events", 3, 17, 1);
    before.applied("t.customers", 3, 41, 1);

    AppliedOffsets published = new AppliedOffsets();
    AppliedRows after = new AppliedRows(context, published);
    after.open(3);
    published.committed(Map.of(new TopicPartition("t.events", 3), 17L));
    assertThat(published.await(new Position("t.customers", 3, 41), Duration.ZERO))
        .as("the crash may have kept the row of offsets and lost the profile's")
        .isFalse();
    published.committed(Map.of(new TopicPartition("t.events", 3), 18L));

    assertThat(published.await(new Position("t.events", 3, 17), Duration.ZERO)).isTrue();
    assertThat(published.await(new Position("t.customers", 3, 41), Duration.ZERO)).isTrue();
    assertThat(published.await(new Position("t.customers", 3, 42), Duration.ZERO)).isFalse();
    after.applied("t.customers", 3, 42, 1);
    assertThat(published.await(new Position("t.customers", 3, 42), Duration.ZERO)).isTrue();
  }
}
