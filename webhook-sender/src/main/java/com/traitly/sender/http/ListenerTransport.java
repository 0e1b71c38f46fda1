package com.traitly.sender.http;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.ListenerRequest;
import java.util.function.Consumer;

/** Carries requests to connected listeners, in place of a POST to a URL. Thread-safe. */
public interface ListenerTransport {
  /** Whether a listener of the endpoint is connected; until one is, its deliveries wait. */
  boolean reaches(AccountKey endpoint);

  /**
   * Begins to send a request; does not wait for its answer.
   *
   * @param seen receives what was seen of it, on any thread; how often is not guaranteed
   * @return stops the work on the request, whatever its state
   */
  Runnable send(AccountKey endpoint, ListenerRequest request, Consumer<AttemptResult> seen);
}
