package com.traitly.sender.http;

import com.traitly.contracts.wire.webhook.ReceiverUrl;
import com.traitly.sender.rules.AttemptResult;
import java.util.Map;
import java.util.function.Consumer;

/** Carries requests to their receivers. Thread-safe. */
interface Transport extends AutoCloseable {
  /** A request, ready to be sent. Not a record: its toString would give secrets away in a log. */
  final class Post {
    private final ReceiverUrl url;
    private final Map<String, String> headers;
    private final byte[] body;

    Post(ReceiverUrl url, Map<String, String> headers, byte[] body) {
      this.url = url;
      this.headers = headers;
      this.body = body;
    }

    ReceiverUrl url() {
      return url;
    }

    Map<String, String> headers() {
      return headers;
    }

    byte[] body() {
      return body;
    }
  }

  /**
   * Begins to send; never blocks.
   *
   * @param seen receives what was seen of the request, on any thread; how often is not guaranteed
   * @return stops the work on the request, whatever its state
   */
  Runnable send(Post post, Consumer<AttemptResult> seen);

  @Override
  void close();
}
