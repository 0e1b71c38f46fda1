package com.traitly.query.readmodel;

import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.Topics;
import com.traitly.streams.list.Keys;
import com.traitly.streams.node.Store;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stores, each with the components of its {@link Keys}. Events and profiles are stored as the
 * JSON of their topics, whose field names describe it; the other values start with a format byte.
 * An unreadable row does not affect the others: lists show it as unreadable, and erasures remove
 * it.
 *
 * @param customers account, customer → profile
 * @param customersByPlan account, plan, customer → entry
 * @param customersByName account, name, customer → entry
 * @param eventsByCustomer account, customer, occurred-at, event id → event
 * @param eventsByTime account, occurred-at, customer, event id → event name
 * @param eventIds account, customer, event id → where the first event of that id is
 * @param erasures digest of account and customer → when the customer was erased, in UNIX
 *     milliseconds
 * @param links account, anonymous id → the customer that it was linked to
 * @param deadLetters account, time of the record, offset, partition → letter; for a letter of a
 *     table its origin takes the place of the partition
 * @param rejectedEvents account, when received, offset, partition → letter of a rejected message
 * @param redrives account, origin → when the record was last sent again
 * @param appliedOffsets topic, partition → offset of the last record the stores include
 */
public record ReadModels(
    Store<Bytes, Decoded<CustomerProfile>> customers,
    Store<Bytes, byte[]> customersByPlan,
    Store<Bytes, byte[]> customersByName,
    Store<Bytes, Decoded<Event>> eventsByCustomer,
    Store<Bytes, byte[]> eventsByTime,
    Store<Bytes, byte[]> eventIds,
    Store<Bytes, byte[]> erasures,
    Store<Bytes, byte[]> links,
    Store<Bytes, byte[]> deadLetters,
    Store<Bytes, byte[]> rejectedEvents,
    Store<Bytes, byte[]> redrives,
    Store<Bytes, byte[]> appliedOffsets) {

  private static final String CUSTOMERS = "customers";
  private static final String EVENTS = "events-by-customer";
  private static final Topics VALUES = new Topics("");

  /** A profile as a row. */
  static Decoded<CustomerProfile> row(CustomerProfile profile) {
    return Decoded.written(VALUES.customerProfiles().value(), CUSTOMERS, profile);
  }

  /** An event as a row. */
  static Decoded<Event> row(Event event) {
    return Decoded.written(VALUES.events().value(), EVENTS, event);
  }

  /** The read models of these topics. */
  public static ReadModels of(Topics topics) {
    return new ReadModels(
        new Store<>(CUSTOMERS, Serdes.Bytes(), Decoded.serde(topics.customerProfiles().value())),
        binary("customers-by-plan"),
        binary("customers-by-name"),
        new Store<>(EVENTS, Serdes.Bytes(), Decoded.serde(topics.events().value())),
        binary("events-by-time"),
        binary("event-ids"),
        binary("erasures"),
        binary("links"),
        binary("dead-letters"),
        binary("rejected-events"),
        binary("dead-letter-redrives"),
        binary("applied-offsets"));
  }

  /** All stores. */
  List<Store<?, ?>> all() {
    return List.of(
        customers,
        customersByPlan,
        customersByName,
        eventsByCustomer,
        eventsByTime,
        eventIds,
        erasures,
        links,
        deadLetters,
        rejectedEvents,
        redrives,
        appliedOffsets);
  }

  private static Store<Bytes, byte[]> binary(String name) {
    return new Store<>(name, Serdes.Bytes(), Serdes.ByteArray());
  }
}
