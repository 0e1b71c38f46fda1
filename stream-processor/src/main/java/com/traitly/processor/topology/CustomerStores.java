package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.Topics;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.TimelineChunks;
import com.traitly.processor.goals.History;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of one task, in terms of customers. Used on the stream thread only. */
final class CustomerStores {
  // Ids are at most 255 bytes of UTF-8, whose highest byte is 0xF4: nothing sorts after this.
  private static final String HIGHEST_ID = "\uDBFF\uDFFF".repeat(64);

  private final KeyValueStore<AccountKey, CustomerState> states;
  private final KeyValueStore<AccountKey, CustomerProfile> profiles;
  private final KeyValueStore<byte[], byte[]> timelines;
  private final KeyValueStore<byte[], byte[]> due;
  private long nothingDueBefore;
  // Written by save: a customer's work that fails half-way must leave nothing behind.
  private final Map<Bytes, byte[]> unsavedChunks = new LinkedHashMap<>();
  private @Nullable CustomerProfile unsavedProfile;

  CustomerStores(ProcessorContext<?, ?> context, Topics topics) {
    states = context.getStateStore(Stores.CUSTOMER_GOALS.name());
    profiles = context.getStateStore(Stores.profiles(topics).name());
    timelines = context.getStateStore(Stores.TIMELINES.name());
    due = context.getStateStore(Stores.DUE.name());
  }

  @Nullable CustomerState state(AccountKey customer) {
    return states.get(customer);
  }

  @Nullable CustomerProfile profile(AccountKey customer) {
    return unsavedProfile != null ? unsavedProfile : profiles.get(customer);
  }

  /** The profile of the customer that is saved next. */
  void profile(CustomerProfile profile) {
    unsavedProfile = profile;
  }

  CustomerTimeline timeline(AccountKey customer, CustomerState state) {
    return new CustomerTimeline(
        state,
        new TimelineChunks() {
          @Override
          public byte @Nullable [] read(int chunk) {
            byte[] key = StoreKeys.chunk(customer, chunk);
            byte[] unsaved = unsavedChunks.get(Bytes.wrap(key));
            return unsaved != null ? unsaved : timelines.get(key);
          }

          @Override
          public void write(int chunk, byte[] bytes) {
            unsavedChunks.put(Bytes.wrap(StoreKeys.chunk(customer, chunk)), bytes);
          }
        });
  }

  /** All facts of a customer. */
  History history(AccountKey customer, CustomerState state) {
    return new History(state.createdAt(), state.profiles(), timeline(customer, state).entries());
  }

  /**
   * Writes a customer back, due index included.
   *
   * @param dueAt when it is to be looked at next, 0 for never
   */
  void save(AccountKey customer, CustomerState state, long dueAt) {
    if (state.dueAt() != dueAt) {
      removeDue(customer, state);
      if (dueAt > 0) {
        due.put(StoreKeys.due(dueAt, customer), new byte[0]);
        nothingDueBefore = Math.min(nothingDueBefore, dueAt);
      }
      state.due(dueAt);
    }
    unsavedChunks.forEach((key, bytes) -> timelines.put(key.get(), bytes));
    if (unsavedProfile != null) {
      profiles.put(customer, unsavedProfile);
    }
    states.put(customer, state);
    discard();
  }

  /** Forgets what was not saved. */
  void discard() {
    unsavedChunks.clear();
    unsavedProfile = null;
  }

  /** Removes everything about a customer. */
  void erase(AccountKey customer, CustomerState state) {
    removeDue(customer, state);
    for (int chunk = 0; chunk < state.chunks(); chunk++) {
      timelines.delete(StoreKeys.chunk(customer, chunk));
    }
    profiles.delete(customer);
    states.delete(customer);
  }

  /** Drops a due entry that no customer's state stands behind. */
  void dropDue(byte[] key) {
    due.delete(key);
  }

  /**
   * Notes that nothing is due before an instant, so that the next look need not pass over what was
   * deleted there.
   */
  void nothingDueBefore(long instant) {
    nothingDueBefore = instant;
  }

  /** What is due by an instant, oldest first; the caller closes it. */
  KeyValueIterator<byte[], byte[]> dueBy(long instant) {
    return due.range(StoreKeys.dueFrom(nothingDueBefore), StoreKeys.dueUpTo(instant));
  }

  /** An account's customers after a key, in key order; the caller closes it. */
  KeyValueIterator<AccountKey, CustomerState> customersAfter(String account, String doneUpTo) {
    AccountKey from = doneUpTo.isEmpty() ? new AccountKey(account, "") : AccountKey.parse(doneUpTo);
    return states.range(from, new AccountKey(account, HIGHEST_ID));
  }

  private void removeDue(AccountKey customer, CustomerState state) {
    if (state.dueAt() > 0) {
      due.delete(StoreKeys.due(state.dueAt(), customer));
    }
  }
}
