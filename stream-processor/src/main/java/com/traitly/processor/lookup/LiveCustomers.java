package com.traitly.processor.lookup;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerPages;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.task.StoreKeys;
import com.traitly.processor.task.Stores;
import com.traitly.streams.node.StreamsNode;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads customers from the live stores, with every goal applied. Thread-safe. */
final class LiveCustomers {
  private final StreamsNode node;
  private final ProcessorParts parts;

  LiveCustomers(StreamsNode node, ProcessorParts parts) {
    this.node = node;
    this.parts = parts;
  }

  /** A private copy of a customer's state; null when the customer is not known. */
  @Nullable CustomerState state(AccountKey customer, int partition) {
    CustomerState state = node.read(Stores.CUSTOMER_GOALS, partition).get(customer);
    if (state == null) {
      return null;
    }
    // A goal that was saved a moment ago may not have been applied to this customer yet.
    try {
      facts(customer, state, partition).reconcile();
    } catch (IndexOutOfBoundsException | IllegalStateException changedMeanwhile) {
      // The stream thread wrote between the two reads: the timeline is newer than the state.
      throw StreamsNode.unavailable();
    }
    return state;
  }

  /** All facts about a customer. */
  CustomerHistory history(AccountKey customer, CustomerState state, int partition) {
    try {
      return timeline(customer, state, partition).history(Long.MIN_VALUE);
    } catch (IndexOutOfBoundsException | IllegalStateException changedMeanwhile) {
      throw StreamsNode.unavailable();
    }
  }

  /** The facts of a private copy of a customer's state, to which assumed events can be added. */
  CustomerFacts facts(AccountKey customer, CustomerState state, int partition) {
    return new CustomerFacts(
        state, timeline(customer, state, partition), parts.registry().all(customer.account()));
  }

  @Nullable CustomerProfile profile(AccountKey customer, int partition) {
    return Stores.readable(node.read(Stores.profiles(parts.topics()), partition), customer);
  }

  private CustomerTimeline timeline(AccountKey customer, CustomerState state, int partition) {
    ReadOnlyKeyValueStore<byte[], byte[]> chunks = node.read(Stores.TIMELINES, partition);
    return new CustomerTimeline(
        state,
        new CustomerPages() {
          @Override
          public byte @Nullable [] read(int chunk) {
            return chunks.get(StoreKeys.chunk(customer, chunk));
          }

          @Override
          public void write(int chunk, byte[] bytes) {
            throw new UnsupportedOperationException("a lookup only reads");
          }
        });
  }
}
