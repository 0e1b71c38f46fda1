package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.WholeTopics;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps a global table, and the parsed form of it that all tasks read, in step with its topic. */
final class BookKeeper<V> implements Processor<AccountKey, V, Void, Void> {
  private final String storeName;
  private final BiConsumer<AccountKey, @Nullable V> book;
  private final WholeTopics whole;
  private ProcessorContext<Void, Void> context;
  private KeyValueStore<AccountKey, V> table;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  BookKeeper(String storeName, BiConsumer<AccountKey, @Nullable V> book, WholeTopics whole) {
    this.storeName = storeName;
    this.book = book;
    this.whole = whole;
  }

  @Override
  public void init(ProcessorContext<Void, Void> given) {
    context = given;
    table = context.getStateStore(storeName);
  }

  @Override
  public void process(Record<AccountKey, V> record) {
    table.put(record.key(), record.value());
    book.accept(record.key(), record.value());
    context.recordMetadata().ifPresent(at -> whole.applied(at.topic(), at.offset()));
  }
}
