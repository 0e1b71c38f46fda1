package com.traitly.systemtests.stored;

import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Receives webhooks: announcements of the accounts, and samples for fuzzed endpoints. */
final class Receiver implements AutoCloseable {
  private static final String ANNOUNCED = "/announced";

  private final WebhookReceiver server = WebhookReceiver.start().keepingNothing();
  private final Map<String, ReceivedRequest> announced = new ConcurrentHashMap<>();
  private final Map<String, ReceivedRequest> samples = new ConcurrentHashMap<>();

  Receiver() {
    server.answerBy(this::keep);
  }

  /** Returns the address for announcements. */
  String announcements() {
    return base() + ANNOUNCED;
  }

  /** Returns the beginning of the addresses of fuzzed endpoints. */
  String base() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Returns the announcements since the last {@link #forget}, by id. */
  Map<String, ReceivedRequest> announced() {
    return announced;
  }

  /**
   * Returns the newest sample for the endpoint whose path begins with this segment; null if none.
   */
  @Nullable ReceivedRequest sample(String segment) {
    return samples.get(decoded(segment));
  }

  /** Says whether an endpoint's address leads here, as most do; odd ones lead nowhere. */
  boolean isMeant(Accepted.Item endpoint) {
    return endpoint.url().startsWith(base() + "/");
  }

  void forget() {
    announced.clear();
    samples.clear();
  }

  @Override
  public void close() {
    server.close();
  }

  private ReceiverAnswer keep(ReceivedRequest request) {
    if (request.path().startsWith(ANNOUNCED)) {
      announced.put(request.header("webhook-id").orElse(""), request);
    } else {
      samples.put(decoded(request.path().substring(1).split("[/?]", 2)[0]), request);
    }
    return ReceiverAnswer.status(200);
  }

  /** Decodes a segment, so that equivalent forms become equal. */
  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException bare) {
      return segment; // it has a bare percent sign
    }
  }
}
