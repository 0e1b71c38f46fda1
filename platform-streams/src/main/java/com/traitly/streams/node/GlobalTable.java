package com.traitly.streams.node;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.Decoded.Readable;
import com.traitly.contracts.topic.Decoded.Unreadable;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.contracts.topic.Topic;
import com.traitly.platform.kafka.UnreadableRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a process keeps as a whole in a table. A record that cannot be read or used is
 * passed over, and the value that it would replace stays. If it threw, Kafka Streams 4.3 could
 * neither write a dead letter nor continue, because the thread of a global table has no producer.
 *
 * @param store the table
 * @param topic the topic of its records
 * @param keeper receives every change before the table shows it
 */
public record GlobalTable<V>(
    Store<AccountKey, V> store, Topic<AccountKey, ?> topic, Keeper<V> keeper) {

  /** Keeps something in step with a table. */
  @FunctionalInterface
  public interface Keeper<V> {
    /**
     * One key changes; null means absent. An exception means that the value cannot be used, and
     * that nothing was changed.
     */
    void changed(AccountKey key, @Nullable V value);
  }

  /** Receives every record that was handled, even one that was passed over. */
  @FunctionalInterface
  public interface Listener {
    /** The table includes the record, or never will. */
    void applied(RecordMetadata record);
  }

  /** Adds the table to a topology. */
  public void addTo(Topology topology, Listener listener) {
    topology.addGlobalStore(
        store.inMemory(),
        "read-" + store.name(),
        Decoded.by(store.key().deserializer()),
        Decoded.by(store.value().deserializer()),
        topic.name(),
        "keep-" + store.name(),
        () -> new Task(listener));
  }

  private final class Task implements Processor<Decoded<AccountKey>, Decoded<V>, Void, Void> {
    private final Listener listener;
    private ProcessorContext<Void, Void> context;
    private KeyValueStore<AccountKey, V> table;
    private @Nullable UnreadableRecords unreadable;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Task(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<Void, Void> given) {
      context = given;
      table = context.getStateStore(store.name());
      unreadable = DeadLetterHandler.records(context.appConfigs());
    }

    @Override
    public void process(Record<Decoded<AccountKey>, Decoded<V>> record) {
      RecordMetadata at = context.recordMetadata().orElseThrow();
      try {
        keep(record);
      } catch (RuntimeException why) {
        passOver(record, at, why);
      }
      listener.applied(at);
    }

    private void keep(Record<Decoded<AccountKey>, Decoded<V>> record) {
      AccountKey key = value(record.key());
      if (key == null) {
        throw new SerializationException("a record of " + topic.name() + " has a key");
      }
      V value = value(record.value());
      if (value != null) {
        // Readers of the table read what is written there, so check now that they can.
        byte[] written = store.value().serializer().serialize(topic.name(), value);
        var unused = store.value().deserializer().deserialize(topic.name(), written);
      }
      keeper.changed(key, value);
      table.put(key, value);
    }

    private void passOver(
        Record<Decoded<AccountKey>, Decoded<V>> record, RecordMetadata at, RuntimeException why) {
      if (unreadable != null) {
        SkippedRecord passed =
            new SkippedRecord(
                at.topic(),
                at.partition(),
                at.offset(),
                record.timestamp(),
                bytes(record.key()),
                bytes(record.value()),
                record.headers());
        unreadable.passOver(passed, why);
      }
    }
  }

  private static byte @Nullable [] bytes(@Nullable Decoded<?> reading) {
    return reading == null ? null : reading.bytes();
  }

  private static <T> @Nullable T value(@Nullable Decoded<T> reading) {
    return switch (reading) {
      case null -> null;
      case Readable<T> readable -> readable.value();
      case Unreadable<T> unreadable -> throw unreadable.why();
    };
  }
}
