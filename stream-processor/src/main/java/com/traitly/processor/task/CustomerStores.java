package com.traitly.processor.task;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.Topics;
import com.traitly.processor.customer.CustomerPages;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.decision.LoadedCustomer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stores of one task, in terms of customers. Used on the stream thread only. */
public final class CustomerStores {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerStores.class);

  // Ids are at most 255 bytes of UTF-8, whose highest byte is 0xF4: nothing sorts after this.
  private static final String HIGHEST_ID = "\uDBFF\uDFFF".repeat(64);

  private static final int WALKED_AT_ONCE = 16;

  private final KeyValueStore<AccountKey, CustomerState> states;
  private final KeyValueStore<AccountKey, CustomerProfile> profiles;
  private final KeyValueStore<byte[], byte[]> timelines;
  private final KeyValueStore<byte[], byte[]> due;
  private long nothingDueBefore;
  // Only save writes these: work on a customer that fails half-way must leave nothing behind.
  private final Map<Bytes, byte[]> unsavedChunks = new LinkedHashMap<>();

  /**
   * Where a walk stopped.
   *
   * @param doneUpTo the last visited customer's key, to continue from
   * @param customers how many were visited
   * @param atEnd whether there are no more
   */
  public record Stop(String doneUpTo, long customers, boolean atEnd) {}

  public CustomerStores(ProcessorContext<?, ?> context, Topics topics) {
    states = context.getStateStore(Stores.CUSTOMER_GOALS.name());
    profiles = context.getStateStore(Stores.profiles(topics).name());
    timelines = context.getStateStore(Stores.TIMELINES.name());
    due = context.getStateStore(Stores.DUE.name());
  }

  public @Nullable CustomerState state(AccountKey customer) {
    return states.get(customer);
  }

  /** A customer in this state, to work on. */
  public LoadedCustomer loaded(AccountKey customer, CustomerState state) {
    CustomerPages pages =
        new CustomerPages() {
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
        };
    return new LoadedCustomer(
        customer,
        state,
        new CustomerTimeline(state, pages),
        () -> Stores.readable(profiles, customer));
  }

  /**
   * Writes a customer back, due index included.
   *
   * @param dueAt when the customer is to be looked at next, 0 for never
   */
  void save(LoadedCustomer loaded, long dueAt) {
    AccountKey customer = loaded.key();
    CustomerState state = loaded.state();
    if (state.dueAt() != dueAt) {
      removeDue(customer, state);
      if (dueAt > 0) {
        due.put(StoreKeys.due(dueAt, customer), new byte[0]);
        nothingDueBefore = Math.min(nothingDueBefore, dueAt);
      }
      state.due(dueAt);
    }
    unsavedChunks.forEach((key, bytes) -> timelines.put(key.get(), bytes));
    CustomerProfile profile = loaded.changedProfile();
    if (profile != null) {
      profiles.put(customer, profile);
    }
    states.put(customer, state);
    discard();
  }

  /** Drops what was not saved: to be called after each record and each attempt that failed. */
  public void discard() {
    unsavedChunks.clear();
  }

  /** Removes everything about a customer. */
  public void erase(AccountKey customer, CustomerState state) {
    removeDue(customer, state);
    eraseUnread(customer);
  }

  /** As {@link #erase}, when the state cannot be read; its due entry then refers to nothing. */
  public void eraseUnread(AccountKey customer) {
    List<byte[]> found = new ArrayList<>();
    try (KeyValueIterator<byte[], byte[]> chunks =
        timelines.range(StoreKeys.chunk(customer, 0), StoreKeys.chunk(customer, -1))) {
      chunks.forEachRemaining(each -> found.add(each.key));
    }
    found.forEach(timelines::delete);
    // Deleting instead of putting null would read the old value.
    profiles.put(customer, null);
    states.put(customer, null);
  }

  /** Drops a due entry without changing a customer's state. */
  public void dropDue(byte[] key) {
    due.delete(key);
  }

  /**
   * Notes that nothing is due before an instant, so that the next look need not step over the
   * entries deleted there.
   */
  public void nothingDueBefore(long instant) {
    nothingDueBefore = instant;
  }

  /** The keys of the due entries up to an instant, oldest first. */
  public List<byte[]> dueBy(long instant, int most) {
    List<byte[]> keys = new ArrayList<>();
    if (instant < nothingDueBefore) {
      return keys;
    }
    try (KeyValueIterator<byte[], byte[]> entries =
        due.range(StoreKeys.dueFrom(nothingDueBefore), StoreKeys.dueUpTo(instant))) {
      while (entries.hasNext() && keys.size() < most) {
        keys.add(entries.next().key);
      }
    }
    return keys;
  }

  /**
   * Visits the customers of a goal's account in key order until the time is over, at least one if
   * there is one.
   *
   * @param from the key to continue after; empty to start with the first customer
   */
  public Stop walk(AccountKey goal, String from, TimeBudget time, Consumer<LoadedCustomer> visit) {
    String doneUpTo = from;
    long customers = 0;
    while (true) {
      List<KeyValue<AccountKey, CustomerState>> next = after(goal.account(), doneUpTo);
      if (next.isEmpty()) {
        return new Stop(doneUpTo, customers, true);
      }
      for (KeyValue<AccountKey, CustomerState> each : next) {
        visit.accept(loaded(each.key, each.value));
        doneUpTo = each.key.toString();
        customers++;
        if (time.isOver()) {
          return new Stop(doneUpTo, customers, false);
        }
      }
    }
  }

  private List<KeyValue<AccountKey, CustomerState>> after(String account, String doneUpTo) {
    List<KeyValue<AccountKey, CustomerState>> found = new ArrayList<>();
    AccountKey from = doneUpTo.isEmpty() ? new AccountKey(account, "") : AccountKey.parse(doneUpTo);
    try (KeyValueIterator<AccountKey, CustomerState> customers =
        states.range(from, new AccountKey(account, HIGHEST_ID))) {
      while (customers.hasNext() && found.size() < WALKED_AT_ONCE) {
        KeyValue<AccountKey, CustomerState> next = next(customers);
        if (next != null && !next.key.toString().equals(doneUpTo)) {
          found.add(next);
        }
      }
    }
    return found;
  }

  /** The next customer; null when its state cannot be read, which costs this customer only. */
  private static @Nullable KeyValue<AccountKey, CustomerState> next(
      KeyValueIterator<AccountKey, CustomerState> customers) {
    try {
      return customers.next();
    } catch (SerializationException unreadable) {
      LOG.error("a customer is passed over", unreadable);
      return null;
    }
  }

  private void removeDue(AccountKey customer, CustomerState state) {
    if (state.dueAt() > 0) {
      due.delete(StoreKeys.due(state.dueAt(), customer));
    }
  }
}
