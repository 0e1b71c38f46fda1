package com.traitly.benchmarks.oracle;

/**
 * A write that the product may take or refuse.
 *
 * @param path as it stands in the request, below the API's base
 * @param body not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
record Offer(Route route, String method, String path, String contentType, byte[] body) {
  /** What is written. */
  enum Route {
    EVENTS,
    CUSTOMERS,
    CUSTOMER_CHANGE,
    GOAL,
    GOAL_DRY_RUN,
    ENDPOINT,
    TOKEN
  }
}
