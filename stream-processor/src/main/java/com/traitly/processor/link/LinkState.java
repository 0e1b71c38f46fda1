package com.traitly.processor.link;

/** What links have made of an id. */
public sealed interface LinkState {
  /** No link names the id, neither as a customer nor as an anonymous id that was claimed. */
  record Unlinked() implements LinkState {}

  /** A link named it as a customer: it is known, and is never merged into another. */
  record Named() implements LinkState {}

  /**
   * It is an anonymous id, and its events are a customer's.
   *
   * @param customerId the customer
   */
  record Claimed(String customerId) implements LinkState {}
}
