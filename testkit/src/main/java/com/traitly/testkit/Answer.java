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
public record Answer(
    int status,
    Duration delay,
    Map<String, String> headers,
    int bodySize,
    Duration bodyTime,
    boolean dropped) {

  /** Copies the headers. */
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** An empty answer with the status, at once. */
  public static Answer status(int status) {
    return new Answer(status, Duration.ZERO, Map.of(), 0, Duration.ZERO, false);
  }

  /** No answer: the request is read, then the connection goes away, so the sender cannot know. */
  public static Answer dropConnection() {
    return new Answer(200, Duration.ZERO, Map.of(), 0, Duration.ZERO, true);
  }

  /** The same, given only after this long. */
  public Answer after(Duration delay) {
    return new Answer(status, delay, headers, bodySize, bodyTime, dropped);
  }

  /** The same with one header more. */
  public Answer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, delay, more, bodySize, bodyTime, dropped);
  }

  /** The same, asking the sender to wait so many seconds. */
  public Answer withRetryAfter(Duration wait) {
    return withHeader("Retry-After", Long.toString(wait.toSeconds()));
  }

  /** The same with a body of so many bytes. */
  public Answer withBody(int bytes) {
    return new Answer(status, delay, headers, bytes, bodyTime, dropped);
  }

  /** The same with a body of so many bytes that trickles in over so long. */
  public Answer withSlowBody(int bytes, Duration time) {
    return new Answer(status, delay, headers, bytes, time, dropped);
  }
}
