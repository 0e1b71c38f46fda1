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
 */
final class ReadModels {
  private static final Topics VALUES = new Topics("");

  /** Account, customer → profile. */
  static final Store<Bytes, Decoded<CustomerProfile>> CUSTOMERS =
      new Store<>("customers", Serdes.Bytes(), Decoded.serde(VALUES.customerProfiles().value()));

  /** Account, plan, customer → entry. */
  static final Store<Bytes, byte[]> CUSTOMERS_BY_PLAN = Store.ofBytes("customers-by-plan");

  /** Account, name, customer → entry. */
  static final Store<Bytes, byte[]> CUSTOMERS_BY_NAME = Store.ofBytes("customers-by-name");

  /** Account, customer, occurred-at, event id → event. */
  static final Store<Bytes, Decoded<Event>> EVENTS_BY_CUSTOMER =
      new Store<>("events-by-customer", Serdes.Bytes(), Decoded.serde(VALUES.events().value()));

  /** Account, occurred-at, customer, event id → event name. */
  static final Store<Bytes, byte[]> EVENTS_BY_TIME = Store.ofBytes("events-by-time");

  /** Account, customer, event id → where the first event of that id is. */
  static final Store<Bytes, byte[]> EVENT_IDS = Store.ofBytes("event-ids");

  /** Digest of account and customer → when the customer was erased, in UNIX milliseconds. */
  static final Store<Bytes, byte[]> ERASURES = Store.ofBytes("erasures");

  /** Account, anonymous id → the customer that it was linked to. */
  static final Store<Bytes, byte[]> LINKS = Store.ofBytes("links");

  /**
   * Account, time of the record, offset, partition → letter; for a letter of a table its origin
   * takes the place of the partition.
   */
  static final Store<Bytes, byte[]> DEAD_LETTERS = Store.ofBytes("dead-letters");

  /** Account, when received, offset, partition → letter of a rejected message. */
  static final Store<Bytes, byte[]> REJECTED_EVENTS = Store.ofBytes("rejected-events");

  /**
   * Digest of account and customer, list, key of the letter there → digests of the customers whom
   * the letter names.
   */
  static final Store<Bytes, byte[]> LETTERS_BY_CUSTOMER = Store.ofBytes("letters-by-customer");

  /** Account, origin → when the record was last sent again. */
  static final Store<Bytes, byte[]> REDRIVES = Store.ofBytes("dead-letter-redrives");

  /** Topic, partition → offset of the last record the stores include. */
  static final Store<Bytes, byte[]> APPLIED_OFFSETS = Store.ofBytes("applied-offsets");

  static final List<Store<?, ?>> ALL =
      List.of(
          CUSTOMERS,
          CUSTOMERS_BY_PLAN,
          CUSTOMERS_BY_NAME,
          EVENTS_BY_CUSTOMER,
          EVENTS_BY_TIME,
          EVENT_IDS,
          ERASURES,
          LINKS,
          DEAD_LETTERS,
          REJECTED_EVENTS,
          LETTERS_BY_CUSTOMER,
          REDRIVES,
          APPLIED_OFFSETS);

  private ReadModels() {}

  /** A profile as a row. */
  static Decoded<CustomerProfile> row(CustomerProfile profile) {
    return Decoded.written(VALUES.customerProfiles().value(), CUSTOMERS.name(), profile);
  }

  /** An event as a row. */
  static Decoded<Event> row(Event event) {
    return Decoded.written(VALUES.events().value(), EVENTS_BY_CUSTOMER.name(), event);
  }
}
