package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.Decoded.Readable;
import com.traitly.contracts.topic.Decoded.Unreadable;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.Scan;
import com.traitly.streams.node.LocalStores;
import com.traitly.streams.state.StateRequest;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads events from the stores; each query answers a {@link Page}. Thread-safe. */
final class EventQueries {
  private final ReadModels models;
  private final LocalStores stores;

  EventQueries(ReadModels models, LocalStores stores) {
    this.models = models;
    this.stores = stores;
  }

  /** One customer's events by time; args {@link PageArgs} with a customer. */
  JsonNode ofCustomer(StateRequest request) {
    PageArgs args = PageArgs.read(request.args());
    String customerId = request.args().required(Fields.CUSTOMER_ID).asText();
    Bytes prefix = EventRows.prefix(new AccountKey(request.account(), customerId));
    return scan(prefix, args)
        .page(
            stores.read(models.eventsByCustomer(), request.partition()),
            args.part().after(),
            row -> item(args.name(), row.key, row.value))
        .json();
  }

  /** The events of all the account's customers in one partition by time. */
  JsonNode ofAccount(StateRequest request) {
    PageArgs args = PageArgs.read(request.args());
    ReadOnlyKeyValueStore<Bytes, Decoded<Event>> events =
        stores.read(models.eventsByCustomer(), request.partition());
    Bytes prefix = Bytes.wrap(Keys.text(request.account()));
    return scan(prefix, args)
        .page(
            stores.read(models.eventsByTime(), request.partition()),
            args.part().after(),
            row ->
                matches(args.name(), EventRows.readName(row.value)) ? referred(events, row) : null)
        .json();
  }

  /** A scan of the rows in the requested time; in the keys, the time follows the prefix. */
  static Scan scan(Bytes prefix, PageArgs args) {
    Long after = args.createdAfter();
    Long before = args.createdBefore();
    return new Scan(
        prefix,
        after == null ? prefix : Keys.join(prefix.get(), Keys.number(after)),
        before == null ? Keys.end(prefix) : Keys.join(prefix.get(), Keys.number(before)),
        args.part().descending(),
        args.part().limit());
  }

  private static @Nullable JsonNode referred(
      ReadOnlyKeyValueStore<Bytes, Decoded<Event>> events, KeyValue<Bytes, byte[]> reference) {
    Keys.Reader key = new Keys.Reader(reference.key.get());
    String account = key.text();
    long occurredAt = key.number();
    AccountKey customer = new AccountKey(account, key.text());
    Bytes place = EventRows.key(customer, occurredAt, key.text());
    // Null when the customer was erased between the two reads.
    return item(null, place, events.get(place));
  }

  /** The item of a row; null when there is no row, or a wanted name is not the row's. */
  private static @Nullable JsonNode item(
      @Nullable String wanted, Bytes key, @Nullable Decoded<Event> row) {
    return switch (row) {
      case null -> null;
      case Readable<Event>(byte[] unused, Event event) ->
          event != null && matches(wanted, event.name()) ? EventJson.listed(event) : null;
      case Unreadable<Event> unreadable -> wanted == null ? UnreadableItem.event(key) : null;
    };
  }

  private static boolean matches(@Nullable String wanted, @Nullable String name) {
    return wanted == null || wanted.equals(name);
  }
}
