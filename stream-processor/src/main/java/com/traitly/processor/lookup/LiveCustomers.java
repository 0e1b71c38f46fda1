package com.traitly.processor.lookup;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.link.LinkState;
import com.traitly.processor.link.LinkStore;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.task.StoreKeys;
import com.traitly.processor.task.Stores;
import com.traitly.streams.node.StreamsNode;
import com.traitly.streams.state.StateAnswer;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads customers from the live stores, with every goal applied. Thread-safe. */
record LiveCustomers(StreamsNode node, ProcessorParts parts) {
  /**
   * A private copy of a customer, with every goal applied: one that was saved a moment ago may not
   * have been applied to this customer yet. Null when the customer is not known.
   */
  @Nullable LoadedCustomer customer(AccountKey key, int partition) {
    CustomerState state = node.read(Stores.CUSTOMER_GOALS, partition).get(key);
    if (state == null) {
      return null;
    }
    var profiles = node.read(Stores.profiles(parts.topics()), partition);
    LoadedCustomer customer =
        new LoadedCustomer(
            key, state, timeline(key, state, partition), () -> Stores.readable(profiles, key));
    return read(() -> {
      facts(customer).reconcile();
      return customer;
    });
  }

  /** What links have made of an id. */
  LinkState link(AccountKey id, int partition) {
    return LinkStore.of(node.read(Stores.LINKS, partition), id);
  }

  static CustomerHistory history(LoadedCustomer customer) {
    return read(customer::history);
  }

  /** The facts of a private copy of a customer, to which assumed events can be added. */
  CustomerFacts facts(LoadedCustomer customer) {
    String account = customer.key().account();
    List<GoalRules> goals = parts.registry().all(account);
    return new CustomerFacts(account, customer.state(), customer.timeline(), goals);
  }

  private static <T> T read(Supplier<T> consistent) {
    try {
      return consistent.get();
    } catch (IndexOutOfBoundsException | IllegalStateException changedMeanwhile) {
      // The stream thread wrote between the two reads: the timeline is newer than the state.
      throw StateAnswer.unavailable();
    }
  }

  private CustomerTimeline timeline(AccountKey customer, CustomerState state, int partition) {
    ReadOnlyKeyValueStore<byte[], byte[]> chunks = node.read(Stores.TIMELINES, partition);
    return new CustomerTimeline(state, page -> chunks.get(StoreKeys.chunk(customer, page)));
  }
}
