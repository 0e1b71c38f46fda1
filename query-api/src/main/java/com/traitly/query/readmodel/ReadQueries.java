package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.Decoded.Readable;
import com.traitly.contracts.topic.Decoded.Unreadable;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.list.Scan;
import com.traitly.streams.node.LocalStores;
import com.traitly.streams.node.Store;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The state queries that the read models answer. A list is asked for with a {@link RowFilter} and a
 * {@link PageRequest}, and answered with a {@link Page}. Lists show an unreadable row with the
 * fields of its key, and as unreadable; the other rows as usual. Thread-safe.
 */
public record ReadQueries(LocalStores stores) {
  /** Customers of one partition, by any combination of filters. */
  public static final String CUSTOMERS = "customers";

  /** One customer, by {@code customer_id}. */
  public static final String CUSTOMER = "customer";

  /** Events of one customer, by time. */
  public static final String EVENTS_OF_CUSTOMER = "events-of-customer";

  /** Events of all the account's customers in one partition, by time. */
  public static final String EVENTS_OF_ACCOUNT = "events-of-account";

  /** Dead letters of one partition, by time. */
  public static final String DEAD_LETTERS = "dead-letters";

  /** Rejected messages of one partition, by time. */
  public static final String REJECTED_EVENTS = "rejected-events";

  /** The queries by name. */
  public static Map<String, StateQuery> of(LocalStores stores) {
    ReadQueries queries = new ReadQueries(stores);
    return Map.of(
        CUSTOMERS,
        queries::customers,
        CUSTOMER,
        queries::customer,
        EVENTS_OF_CUSTOMER,
        queries::eventsOfCustomer,
        EVENTS_OF_ACCOUNT,
        queries::eventsOfAccount,
        DEAD_LETTERS,
        queries::deadLetters,
        REJECTED_EVENTS,
        request -> queries.letters(ReadModels.REJECTED_EVENTS, request, item -> item));
  }

  private JsonNode customer(StateRequest request) {
    String customerId = request.args().required(Fields.CUSTOMER_ID).asText();
    AccountKey customer = new AccountKey(request.account(), customerId);
    Bytes key = EventRows.prefix(customer);
    JsonNode item = item(key, rows(ReadModels.CUSTOMERS, request).get(key), RowFilter.ALL);
    if (item == null) {
      String linkedTo = LinkRows.customerOf(rows(ReadModels.LINKS, request), customer);
      throw ApiException.of(
          ErrorCode.CUSTOMER_NOT_FOUND,
          linkedTo == null
              ? "There is no customer with the id " + customerId
              : "%s is an anonymous id that was linked to the customer %s; ask for that"
                  .formatted(customerId, linkedTo));
    }
    return item;
  }

  private JsonNode customers(StateRequest request) {
    RowFilter filter = RowFilter.read(request.args());
    PageRequest part = PageRequest.of(request.args());
    String customerId = filter.customerId();
    String name = filter.name();
    String plan = filter.plan();
    Page page;
    if (customerId == null && name != null) {
      page = indexed(ReadModels.CUSTOMERS_BY_NAME, name, request, filter, part);
    } else if (customerId == null && plan != null) {
      page = indexed(ReadModels.CUSTOMERS_BY_PLAN, plan, request, filter, part);
    } else {
      Bytes account = Bytes.wrap(Keys.text(request.account()));
      Bytes key =
          customerId == null
              ? null
              : EventRows.prefix(new AccountKey(request.account(), customerId));
      Scan scan = key == null ? Scan.ofPrefix(account, part) : new Scan(account, key, key, part);
      page =
          scan.page(rows(ReadModels.CUSTOMERS, request), row -> item(row.key, row.value, filter));
    }
    return page.json();
  }

  private Page indexed(
      Store<Bytes, byte[]> index,
      String text,
      StateRequest request,
      RowFilter filter,
      PageRequest part) {
    Bytes prefix = CustomerRows.entries(request.account(), text);
    byte[] account = Keys.text(request.account());
    ReadOnlyKeyValueStore<Bytes, Decoded<CustomerProfile>> customers =
        rows(ReadModels.CUSTOMERS, request);
    return Scan.ofPrefix(prefix, part)
        .page(
            rows(index, request),
            entry -> {
              Bytes customer = Keys.suffix(entry.key, prefix.get().length);
              Bytes key = Keys.join(account, customer.get());
              return item(key, customers.get(key), filter);
            });
  }

  /**
   * The item of a customer, or null when the profile is gone or does not match. An unreadable
   * profile is shown wherever a search meets it, because nobody knows what it would match.
   */
  private static @Nullable JsonNode item(
      Bytes key, @Nullable Decoded<CustomerProfile> row, RowFilter filter) {
    return switch (row) {
      case null -> null;
      case Readable<CustomerProfile>(byte[] unused, CustomerProfile profile) ->
          profile != null
                  && filter.passes(profile.name())
                  && (filter.plan() == null || filter.plan().equals(profile.plan()))
              ? CustomerJson.item(profile)
              : null;
      case Unreadable<CustomerProfile> unreadable -> {
        Keys.Reader place = behindAccount(key);
        yield Json.object().put(Fields.CUSTOMER_ID, place.text()).put(LetterRows.UNREADABLE, true);
      }
    };
  }

  private JsonNode eventsOfCustomer(StateRequest request) {
    RowFilter filter = RowFilter.read(request.args());
    String customerId = request.args().required(Fields.CUSTOMER_ID).asText();
    return filter
        .scan(
            EventRows.prefix(new AccountKey(request.account(), customerId)),
            PageRequest.of(request.args()))
        .page(
            rows(ReadModels.EVENTS_BY_CUSTOMER, request),
            row -> eventItem(row.key, row.value, filter))
        .json();
  }

  private JsonNode eventsOfAccount(StateRequest request) {
    RowFilter filter = RowFilter.read(request.args());
    ReadOnlyKeyValueStore<Bytes, Decoded<Event>> events =
        rows(ReadModels.EVENTS_BY_CUSTOMER, request);
    return filter
        .scan(Bytes.wrap(Keys.text(request.account())), PageRequest.of(request.args()))
        .page(
            rows(ReadModels.EVENTS_BY_TIME, request),
            row -> {
              if (!filter.passes(EventRows.readName(row.value))) {
                return null;
              }
              Bytes place = EventRows.placeAt(row.key);
              // Null when the customer was erased between the two reads.
              return eventItem(place, events.get(place), RowFilter.ALL);
            })
        .json();
  }

  /** The item of an event; null when there is no row, or it does not match. */
  private static @Nullable JsonNode eventItem(
      Bytes key, @Nullable Decoded<Event> row, RowFilter filter) {
    return switch (row) {
      case null -> null;
      case Readable<Event>(byte[] unused, Event event) ->
          event != null && filter.passes(event.name()) ? EventJson.listed(event) : null;
      case Unreadable<Event> unreadable -> {
        Keys.Reader place = behindAccount(key);
        yield filter.name() != null
            ? null
            : Json.object()
                .put(Fields.CUSTOMER_ID, place.text())
                .put(Fields.CREATED_AT, Long.toString(Times.seconds(place.number())))
                .put(Fields.EVENT_ID, place.text())
                .put(LetterRows.UNREADABLE, true);
      }
    };
  }

  private JsonNode deadLetters(StateRequest request) {
    ReadOnlyKeyValueStore<Bytes, byte[]> redrives = rows(ReadModels.REDRIVES, request);
    return letters(
        ReadModels.DEAD_LETTERS,
        request,
        item -> {
          byte[] redriven =
              redrives.get(LetterRows.redriveKey(request.account(), item.path("origin").asText()));
          Long at = redriven == null ? null : LetterRows.readRedrive(redriven);
          return item.put("redriven_at", at == null ? null : Long.toString(at));
        });
  }

  private JsonNode letters(
      Store<Bytes, byte[]> letters, StateRequest request, UnaryOperator<ObjectNode> shown) {
    return RowFilter.read(request.args())
        .scan(Bytes.wrap(Keys.text(request.account())), PageRequest.of(request.args()))
        .page(
            rows(letters, request),
            row -> {
              ObjectNode item = LetterRows.read(row.value);
              return item == null ? LetterRows.unreadable(row.key) : shown.apply(item);
            })
        .json();
  }

  private static Keys.Reader behindAccount(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    reader.text();
    return reader;
  }

  private <V> ReadOnlyKeyValueStore<Bytes, V> rows(Store<Bytes, V> store, StateRequest request) {
    return stores.read(store, request.partition());
  }
}
