package com.traitly.sender.http;

import com.traitly.contracts.wire.webhook.ReceiverUrl;
import java.util.Map;
import java.util.function.Consumer;

/** Carries requests to their receivers. Thread-safe. */
interface Transport extends AutoCloseable {
  /**
   * Begins to send a POST; never blocks.
   *
   * @param seen receives what was seen of the request, on any thread; how often is not guaranteed
   * @return stops the work on the request, whatever its state
   */
  Runnable send(
      ReceiverUrl url, Map<String, String> headers, byte[] body, Consumer<AttemptResult> seen);

  @Override
  void close();
}
