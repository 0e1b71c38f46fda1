package com.traitly.query.readmodel;

import com.traitly.streams.node.LocalStores;
import com.traitly.streams.state.StateQuery;
import java.util.Map;

/** The state queries that the read models answer; a page is requested with {@link PageArgs}. */
public final class ReadQueries {
  /** Customers of one partition, by any combination of filters. */
  public static final String CUSTOMERS = "customers";

  /** One customer, by {@code customer_id}. */
  public static final String CUSTOMER = "customer";

  /** Events of one customer. */
  public static final String EVENTS_OF_CUSTOMER = "events-of-customer";

  /** Events of all the account's customers in one partition. */
  public static final String EVENTS_OF_ACCOUNT = "events-of-account";

  /** Dead letters of one partition. */
  public static final String DEAD_LETTERS = "dead-letters";

  private ReadQueries() {}

  /** The queries by name. */
  public static Map<String, StateQuery> of(ReadModels models, LocalStores stores) {
    CustomerQueries customers = new CustomerQueries(models, stores);
    EventQueries events = new EventQueries(models, stores);
    return Map.of(
        CUSTOMERS,
        customers::matching,
        CUSTOMER,
        customers::one,
        EVENTS_OF_CUSTOMER,
        events::ofCustomer,
        EVENTS_OF_ACCOUNT,
        events::ofAccount,
        DEAD_LETTERS,
        new LetterQuery(models, stores));
  }
}
