package com.traitly.contracts.model;

import java.util.List;

/**
 * What the partition of an anonymous id and the partition of its customer tell each other. The
 * stream-processor writes and reads these messages; the query service reads the events.
 */
public sealed interface LinkMessage {
  /** The id that the message is for: the key of its record, without the account. */
  String recipient();

  /**
   * To an anonymous id: a customer claims it.
   *
   * @param customerId the customer
   * @param receivedAt when the gateway accepted the link, in UNIX milliseconds
   */
  record Claim(String anonymousId, String customerId, long receivedAt) implements LinkMessage {
    @Override
    public String recipient() {
      return anonymousId;
    }
  }

  /**
   * To an anonymous id: its customer was erased, so the anonymous id is erased too.
   *
   * @param customerId the customer; the message says nothing to the anonymous id of another one
   * @param erasedAt when the erasure was sent, in UNIX milliseconds
   */
  record Release(String anonymousId, String customerId, long erasedAt) implements LinkMessage {
    @Override
    public String recipient() {
      return anonymousId;
    }
  }

  /**
   * To a customer: events that were sent under an anonymous id of this customer.
   *
   * @param events as they were sent, but for the id, which is the customer's; at least one, in the
   *     order of their partition
   */
  record Events(String customerId, List<Event> events) implements LinkMessage {
    public Events {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("there are no events in it");
      }
    }

    @Override
    public String recipient() {
      return customerId;
    }
  }
}
