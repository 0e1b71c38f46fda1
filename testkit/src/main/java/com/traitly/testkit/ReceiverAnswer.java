package com.traitly.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a {@link WebhookReceiver} answers one request: after the delay, with the status, the headers
 * and a body of so many bytes; or by dropping the connection instead of answering at all.
 *
 * @param status the HTTP status
 * @param delay time between having read the request and answering
 * @param headers response headers
 * @param bodySize bytes of body; 0 for none
 * @param bodyTime how long they take to be sent, evenly
 * @param dropped whether the connection is closed and nothing of the answer is sent
 */
public record ReceiverAnswer(
    int status,
    Duration delay,
    Map<String, String> headers,
    int bodySize,
    Duration bodyTime,
    boolean dropped) {

  /** Copies the headers. */
  public ReceiverAnswer {
    headers = Map.copyOf(headers);
  }

  /** An empty answer with the status, at once. */
  public static ReceiverAnswer status(int status) {
    return new ReceiverAnswer(status, Duration.ZERO, Map.of(), 0, Duration.ZERO, false);
  }

  /** No answer: the request is read, then the connection goes away, so the sender cannot know. */
  public static ReceiverAnswer dropConnection() {
    return new ReceiverAnswer(200, Duration.ZERO, Map.of(), 0, Duration.ZERO, true);
  }

  /** The same, given only after this long. */
  public ReceiverAnswer after(Duration delay) {
    return new ReceiverAnswer(status, delay, headers, bodySize, bodyTime, dropped);
  }

  /** The same with one header more. */
  public ReceiverAnswer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ReceiverAnswer(status, delay, more, bodySize, bodyTime, dropped);
  }

  /** The same, asking the sender to wait so many seconds. */
  public ReceiverAnswer withRetryAfter(Duration wait) {
    return withHeader("Retry-After", Long.toString(wait.toSeconds()));
  }

  /** The same with a body of so many bytes. */
  public ReceiverAnswer withBody(int bytes) {
    return new ReceiverAnswer(status, delay, headers, bytes, bodyTime, dropped);
  }

  /** The same with a body of so many bytes that trickles in over so long. */
  public ReceiverAnswer withSlowBody(int bytes, Duration time) {
    return new ReceiverAnswer(status, delay, headers, bytes, time, dropped);
  }
}
