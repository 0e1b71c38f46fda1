package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.Decoded.Readable;
import com.traitly.contracts.topic.Decoded.Unreadable;
import com.traitly.streams.list.Keys;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rows of one customer: the profile, and its entries in the indexes of plans and of names. */
final class CustomerRows {
  private static final byte[] ENTRY = {1};

  private final KeyValueStore<Bytes, Decoded<CustomerProfile>> customers;
  private final KeyValueStore<Bytes, byte[]> byPlan;
  private final KeyValueStore<Bytes, byte[]> byName;

  CustomerRows(ProcessorContext<?, ?> context) {
    customers = context.getStateStore(ReadModels.CUSTOMERS.name());
    byPlan = context.getStateStore(ReadModels.CUSTOMERS_BY_PLAN.name());
    byName = context.getStateStore(ReadModels.CUSTOMERS_BY_NAME.name());
  }

  /** Stores a profile in place of the previous one, and removes the entries of the previous one. */
  void keep(AccountKey customer, CustomerProfile profile) {
    unindex(customer, profile);
    index(byPlan, customer, profile.plan());
    index(byName, customer, profile.name());
    customers.put(EventRows.prefix(customer), ReadModels.row(profile));
  }

  /** Erases the customer. */
  void erase(AccountKey customer) {
    unindex(customer, null);
    customers.delete(EventRows.prefix(customer));
  }

  private void unindex(AccountKey customer, @Nullable CustomerProfile next) {
    switch (customers.get(EventRows.prefix(customer))) {
      case null -> {}
      case Readable<CustomerProfile> row -> unindex(customer, row.value(), next);
      case Unreadable<CustomerProfile> row -> {
        removeAll(byPlan, customer);
        removeAll(byName, customer);
      }
    }
  }

  private void unindex(
      AccountKey customer, @Nullable CustomerProfile before, @Nullable CustomerProfile next) {
    if (before == null) {
      return;
    }
    String plan = before.plan();
    if (plan != null && (next == null || !plan.equals(next.plan()))) {
      byPlan.delete(entry(customer, plan));
    }
    String name = before.name();
    if (name != null && (next == null || !name.equals(next.name()))) {
      byName.delete(entry(customer, name));
    }
  }

  /** Removes the entries of an unreadable profile, by searching all entries of the account. */
  private static void removeAll(KeyValueStore<Bytes, byte[]> index, AccountKey customer) {
    Bytes account = Bytes.wrap(Keys.text(customer.account()));
    List<Bytes> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = index.range(account, Keys.end(account))) {
      while (entries.hasNext()) {
        Bytes entry = entries.next().key;
        Keys.Reader key = new Keys.Reader(entry.get());
        key.text();
        key.text();
        if (key.text().equals(customer.id())) {
          found.add(entry);
        }
      }
    }
    found.forEach(index::delete);
  }

  private static void index(
      KeyValueStore<Bytes, byte[]> index, AccountKey customer, @Nullable String text) {
    if (text != null) {
      index.put(entry(customer, text), ENTRY);
    }
  }

  private static Bytes entry(AccountKey customer, String text) {
    return Keys.join(Keys.text(customer.account()), Keys.indexed(text), Keys.text(customer.id()));
  }

  /** The prefix of all entries of a plan or name. */
  static Bytes entries(String account, String text) {
    return Keys.join(Keys.text(account), Keys.indexed(text));
  }
}
