package com.traitly.processor.task;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topics;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerStateCodec;
import com.traitly.processor.registry.Course;
import com.traitly.processor.training.SmileSerde;
import com.traitly.processor.training.TrainerRecord;
import com.traitly.processor.training.TrainingMessage;
import com.traitly.streams.node.Store;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of the stream-processor; docs/topology.md shows which processors use which. */
public final class Stores {
  private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

  /** The course of rows that cannot be read: no goal has it, so they are begun anew or dropped. */
  public static final Course NO_COURSE = Course.first(-1);

  /** Per customer: totals, enrolments, announcements. */
  public static final Store<AccountKey, CustomerState> CUSTOMER_GOALS =
      new Store<>("customer-goals", KeySerde.instance(), customerState());

  /** Customer and page number to packed events and the history of the profile. */
  public static final Store<byte[], byte[]> TIMELINES =
      new Store<>("timelines", Serdes.ByteArray(), Serdes.ByteArray());

  /** Due entries by instant and customer: which customer is looked at when. */
  public static final Store<byte[], byte[]> DUE =
      new Store<>("due", Serdes.ByteArray(), Serdes.ByteArray());

  /** Figures of goals, and their customers by likelihood. */
  public static final Store<Bytes, byte[]> GOAL_MEMBERS = Store.ofBytes("goal-members");

  /** Digest of a customer to when it was erased. */
  public static final Store<Bytes, byte[]> ERASURES = Store.ofBytes("erasures");

  /** What links have made of ids. */
  public static final Store<Bytes, byte[]> LINKS = Store.ofBytes("links");

  /** Trainers by goal. */
  public static final Store<AccountKey, TrainerRecord> TRAINERS =
      new Store<>(
          "models",
          KeySerde.instance(),
          SmileSerde.orElse(TrainerRecord.class, TrainerRecord.begun(NO_COURSE, null)));

  /** Messages that trainers have not learnt yet. */
  public static final Store<Bytes, TrainingMessage> TRAINING_INBOX =
      new Store<>(
          "training-inbox",
          Serdes.Bytes(),
          SmileSerde.orElse(TrainingMessage.class, new TrainingMessage.Replayed(NO_COURSE, 0)));

  /** What trainers have learnt of each window. */
  public static final Store<Bytes, byte[]> TRAINING_LEDGER = Store.ofBytes("training-ledger");

  private Stores() {}

  /** Merged profiles. */
  public static Store<AccountKey, CustomerProfile> profiles(Topics topics) {
    return new Store<>("profiles", KeySerde.instance(), topics.customerProfiles().value());
  }

  /** A row; null when there is none. A row that cannot be read counts as none. */
  public static <V> @Nullable V readable(
      ReadOnlyKeyValueStore<AccountKey, V> rows, AccountKey key) {
    try {
      return rows.get(key);
    } catch (SerializationException unreadable) {
      LOG.error("a row of a customer is passed over", unreadable);
      return null;
    }
  }

  private static Serde<CustomerState> customerState() {
    return Serdes.serdeFrom(
        (topic, state) -> state == null ? null : CustomerStateCodec.write(state),
        (topic, bytes) -> bytes == null ? null : state(bytes));
  }

  /** Throws what the values of topics throw, so that callers can do without the state. */
  private static CustomerState state(byte[] bytes) {
    try {
      return CustomerStateCodec.read(bytes);
    } catch (RuntimeException unreadable) {
      throw new SerializationException("the stored state of a customer is unreadable", unreadable);
    }
  }
}
