package com.traitly.systemtests.guarantees;

import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.ApiReply;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.client.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that write and at once read what they wrote, each about a customer of its own: a lookup,
 * the customer's events, or the profile.
 */
public final class ReadYourWrites {
  private static final int CALLERS = 8;
  private static final String GOAL =
      """
      {"entry": {"on": {"event": "Style Widget"}}, "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}]},
       "actions": [{"event_name": "Style Widget", "target_count": 1000000}]}\
      """;

  private final ApiClient api;

  /** In seconds; pairs are a second apart, in the past, and in windows that are still open. */
  private final long began = Instant.now().minus(Duration.ofHours(2)).getEpochSecond();

  private final AtomicInteger customers = new AtomicInteger();

  /** Saves the goal that lookups show. */
  private ReadYourWrites(ApiClient api) {
    this.api = api;
    api.put("/goal/Styled", Json.read(GOAL.getBytes(StandardCharsets.UTF_8)));
  }

  /** As many pairs as the argument says, 10,000 by default, on a process of their own. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-own-writes")) {
      System.exit(run(directory.path(), args.length > 0 ? Integer.parseInt(args[0]) : 10_000));
    }
  }

  /** Prints how many reads missed their write without and with the token; answers the latter. */
  static int run(Path directory, int pairs) throws InterruptedException {
    Config config =
        Config.of(Map.of("TRAITLY_PORT", "0", "TRAITLY_DATA_DIR", directory.toString()));
    try (Standalone product = Standalone.start(config);
        ApiClient api = new ApiClient(product.baseUrl(), product.apiKey())) {
      ReadYourWrites callers = new ReadYourWrites(api);
      int without = callers.stale(pairs / 2, false);
      int with = callers.stale(pairs, true);
      System.out.printf(
          "stale of %d reads with the token: %d; of %d without: %d (%.1f %%)%n",
          pairs, with, pairs / 2, without, 200.0 * without / pairs);
      return with;
    }
  }

  /**
   * Writes and reads.
   *
   * @param pairs how many times
   * @param token whether reads name the write
   * @return how many reads missed it
   */
  private int stale(int pairs, boolean token) throws InterruptedException {
    AtomicInteger left = new AtomicInteger(pairs);
    AtomicInteger stale = new AtomicInteger();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      String customerId = "reader-" + customers.incrementAndGet();
      callers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int pair = 1; left.getAndDecrement() > 0; pair++) {
                  if (!seen(customerId, pair, token)) {
                    stale.incrementAndGet();
                  }
                }
              }));
    }
    for (Thread each : callers) {
      each.join();
    }
    return stale.get();
  }

  private boolean seen(String customerId, int pair, boolean token) {
    try {
      return switch (pair % 10) {
        case 3 -> profileSeen(customerId, pair, token);
        case 6 -> eventSeen(customerId, pair, token);
        default -> countSeen(customerId, pair, token);
      };
    } catch (CallFailed unknown) {
      if (token) {
        throw unknown;
      }
      return false; // a customer whose first write is not there yet is not known
    }
  }

  /** All pairs but each third of ten add an event of this name. */
  private boolean countSeen(String customerId, int pair, boolean token) {
    String position = writeEvent(customerId, pair);
    long counted =
        read(StyledGoal.lookup(customerId), position, token)
            .json()
            .at("/data/0/total_num_completed")
            .asLong();
    return counted == pair - (pair + 7) / 10;
  }

  private boolean eventSeen(String customerId, int pair, boolean token) {
    String position = writeEvent(customerId, pair);
    ApiReply events = read("/event?limit=1&order=desc&customer_id=" + customerId, position, token);
    return events.json().at("/data/0/number").asInt() == pair
        || events.json().at("/data/0/properties/number").asInt() == pair;
  }

  private boolean profileSeen(String customerId, int pair, boolean token) {
    String position =
        api.post(
                "/customer",
                Json.object()
                    .put("customer_id", customerId)
                    .put("name", "Name " + pair)
                    .put("email", "reader@example.com")
                    .put("plan", "Pro"))
            .position();
    return read("/customer?customer_id=" + customerId, position, token)
        .json()
        .at("/data/0/name")
        .asText()
        .equals("Name " + pair);
  }

  private String writeEvent(String customerId, int pair) {
    return api.post(
            "/event",
            Json.object()
                .put("customer_id", customerId)
                .put("name", "Style Widget")
                .put("created_at", began + pair)
                .put("number", pair))
        .position();
  }

  private ApiReply read(String path, String position, boolean token) {
    return token ? api.get(path, position) : api.get(path);
  }
}
