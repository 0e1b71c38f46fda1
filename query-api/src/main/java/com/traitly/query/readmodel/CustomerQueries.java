package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.Decoded.Readable;
import com.traitly.contracts.topic.Decoded.Unreadable;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.Scan;
import com.traitly.streams.node.LocalStores;
import com.traitly.streams.node.Store;
import com.traitly.streams.state.StateRequest;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads customers from the stores, always in the order of their ids. Thread-safe. */
final class CustomerQueries {
  private final ReadModels models;
  private final LocalStores stores;

  CustomerQueries(ReadModels models, LocalStores stores) {
    this.models = models;
    this.stores = stores;
  }

  /**
   * One customer; args {@code customer_id}.
   *
   * @throws ApiException {@code customer_not_found}
   */
  JsonNode one(StateRequest request) {
    String customerId = request.args().required(Fields.CUSTOMER_ID).asText();
    Bytes key = EventRows.prefix(new AccountKey(request.account(), customerId));
    JsonNode item =
        item(key, stores.read(models.customers(), request.partition()).get(key), any -> true);
    if (item == null) {
      throw ApiException.of(
          ErrorCode.CUSTOMER_NOT_FOUND, "There is no customer with the id " + customerId);
    }
    return item;
  }

  /** A {@link Page} of the customers in one partition that match; args {@link PageArgs}. */
  JsonNode matching(StateRequest request) {
    PageArgs args = PageArgs.read(request.args());
    ReadOnlyKeyValueStore<Bytes, Decoded<CustomerProfile>> customers =
        stores.read(models.customers(), request.partition());
    Bytes account = Bytes.wrap(Keys.text(request.account()));
    String customerId = args.customerId();
    if (customerId != null) {
      Bytes key = EventRows.prefix(new AccountKey(request.account(), customerId));
      return new Scan(account, key, key, false, args.part().limit())
          .page(
              customers,
              args.part().after(),
              row -> item(row.key, row.value, each -> matches(each, args)))
          .json();
    }
    String name = args.name();
    if (name != null) {
      return indexed(models.customersByName(), name, request, args).json();
    }
    String plan = args.plan();
    if (plan != null) {
      return indexed(models.customersByPlan(), plan, request, args).json();
    }
    return Scan.ofPrefix(account, false, args.part().limit())
        .page(
            customers,
            args.part().after(),
            row -> item(row.key, row.value, each -> matches(each, args)))
        .json();
  }

  private Page indexed(
      Store<Bytes, byte[]> index, String text, StateRequest request, PageArgs args) {
    Bytes prefix = CustomerRows.entries(request.account(), text);
    byte[] account = Keys.text(request.account());
    ReadOnlyKeyValueStore<Bytes, Decoded<CustomerProfile>> customers =
        stores.read(models.customers(), request.partition());
    return Scan.ofPrefix(prefix, false, args.part().limit())
        .page(
            stores.read(index, request.partition()),
            args.part().after(),
            entry -> {
              Bytes customer = Keys.suffix(entry.key, prefix.get().length);
              Bytes key = Keys.join(account, customer.get());
              return item(key, customers.get(key), each -> matches(each, args));
            });
  }

  /**
   * The item, or null when the profile is gone or does not match. An unreadable profile is shown
   * wherever a search meets it, because nobody knows what it would match.
   */
  private static @Nullable JsonNode item(
      Bytes key, @Nullable Decoded<CustomerProfile> row, Predicate<CustomerProfile> wanted) {
    return switch (row) {
      case null -> null;
      case Readable<CustomerProfile>(byte[] unused, CustomerProfile profile) ->
          profile != null && wanted.test(profile) ? CustomerJson.item(profile) : null;
      case Unreadable<CustomerProfile> unreadable -> UnreadableItem.customer(key);
    };
  }

  private static boolean matches(CustomerProfile profile, PageArgs args) {
    return (args.name() == null || args.name().equals(profile.name()))
        && (args.plan() == null || args.plan().equals(profile.plan()));
  }
}
