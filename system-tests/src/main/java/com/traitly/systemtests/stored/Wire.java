package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.StrictJson;
import com.traitly.systemtests.fuzz.WireAnswer;
import com.traitly.systemtests.offers.Offer;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Calls the product with any account's API key, and repeats a call that is answered 503.
 * Thread-safe.
 */
final class Wire implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ATTEMPTS = 300;
  private static final String API = "/api/v1";
  private static final String POSITION = "Traitly-Position";
  private static final List<String> LIBRARIES =
      List.of(
          "jackson", "fasterxml", "StreamRead", "StreamConstraints", "java.", "org.", "Exception");

  private final Deque<RawConnection> idle = new ConcurrentLinkedDeque<>();
  private final int port;
  private final Findings findings;

  /**
   * An answer whose JSON is an object.
   *
   * @param represented whether it shows what is stored instead of repeating what was sent
   */
  record Answer(
      int status, Map<String, @Nullable Object> json, String position, boolean represented) {
    List<Map<String, @Nullable Object>> items() {
      return StrictJson.list(json.get("data")).stream().map(StrictJson::object).toList();
    }
  }

  Wire(String baseUrl, Findings findings) {
    port = URI.create(baseUrl).getPort();
    this.findings = findings;
  }

  Answer send(String key, Offer offer) {
    Offer.Frame frame = offer.frame();
    return call(key, offer.kind().method(), offer.path(), frame.headers(), frame.sent());
  }

  Answer get(String key, String path, String position) {
    List<String> headers = position.isEmpty() ? List.of() : List.of(POSITION + ": " + position);
    return call(key, "GET", path, headers, new byte[0]);
  }

  /** Returns the items of a list, of all its pages. */
  List<Map<String, @Nullable Object>> all(String key, String path, String position) {
    List<Map<String, @Nullable Object>> items = new ArrayList<>();
    String cursor = "";
    do {
      Answer answer = get(key, path + cursor, position);
      if (answer.status() != 200) {
        findings.unreadable(path + " is answered " + answer.status(), new byte[0]);
        return items;
      }
      items.addAll(answer.items());
      Object next = StrictJson.object(answer.json().get("metadata")).get("next_cursor");
      cursor =
          next == null
              ? ""
              : (path.contains("?") ? "&" : "?") + "cursor=" + ApiClient.encoded(next.toString());
    } while (!cursor.isEmpty());
    return items;
  }

  /** Sends a request without a body. */
  Answer ask(String key, String method, String path) {
    return call(key, method, path, List.of(), new byte[0]);
  }

  @Override
  public void close() {
    idle.forEach(RawConnection::close);
  }

  private Answer call(String key, String method, String path, List<String> headers, byte[] body) {
    List<String> all = new ArrayList<>(headers);
    all.add("Authorization: Token " + key);
    String target = path.startsWith("/health") ? path : API + path;
    String what = method + " " + target;
    String asked = what + "\n" + String.join("\n", headers) + "\n\n";
    byte[] input =
        (asked + new String(body, StandardCharsets.ISO_8859_1))
            .getBytes(StandardCharsets.ISO_8859_1);
    try {
      WireAnswer answer = once(method, target, all, body);
      for (int i = 0; i < ATTEMPTS && answer.status() == 503; i++) {
        Await.pause(PAUSE);
        answer = once(method, target, all, body);
      }
      judge(what, answer, input);
      return new Answer(
          answer.status(),
          StrictJson.object(StrictJson.read(answer.body())),
          answer.header(POSITION),
          !answer.header("Preference-Applied").isEmpty());
    } catch (IllegalArgumentException e) {
      findings.unreadable(what + " is answered with what is no JSON: " + e.getMessage(), input);
    } catch (IOException e) {
      findings.notReady(what + ": " + e);
    }
    return new Answer(0, Map.of(), "", false);
  }

  private WireAnswer once(String method, String target, List<String> headers, byte[] body)
      throws IOException {
    RawConnection connection = idle.pollFirst();
    while (connection != null && !connection.isFresh()) {
      connection.close();
      connection = idle.pollFirst();
    }
    RawConnection used = connection == null ? new RawConnection(port) : connection;
    WireAnswer answer = used.call(method, target, headers, body);
    if (answer.keepsConnection()) {
      idle.addFirst(used);
    } else {
      used.close();
    }
    return answer;
  }

  private void judge(String what, WireAnswer answer, byte[] input) {
    if (answer.status() >= 500) {
      findings.odd(what + " was answered " + answer.shown(), input);
    }
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.status() >= 400 && LIBRARIES.stream().anyMatch(text::contains)) {
      findings.odd("a library's words: " + text, input);
    }
  }
}
