package com.traitly.systemtests.guarantees;

import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.ApiReply;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.client.Parallel;
import com.traitly.testkit.client.TemporaryDirectory;
import com.traitly.testkit.process.LocalSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Callers that write and immediately read their own write. Each caller has its own customer and
 * reads its lookup, its events or its profile.
 */
public final class ReadYourWrites {
  private static final int CALLERS = 8;

  private final ApiClient api;

  /**
   * UNIX seconds; each pair happens one second after the last one, in the past and in an open
   * window.
   */
  private final long began = Instant.now().minus(Duration.ofHours(2)).getEpochSecond();

  private final AtomicInteger customers = new AtomicInteger();

  /** Saves the goal that lookups show. */
  private ReadYourWrites(ApiClient api) {
    this.api = api;
    api.put("/goal/Styled", Json.read(StyledGoal.JSON.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Runs on a standalone product in this JVM; the argument is the number of pairs, 10,000 by
   * default.
   */
  public static void main(String[] args) throws IOException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-own-writes")) {
      int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
      System.exit(run(directory.path(), pairs).stale());
    }
  }

  /**
   * Prints how many reads missed their write without and with the token.
   *
   * @return of those with the token
   */
  static Reads run(Path directory, int pairs) {
    Config config = Config.of(LocalSettings.in(directory));
    try (Standalone product = Standalone.start(config);
        ApiClient api = new ApiClient(product.baseUrl(), product.apiKey())) {
      ReadYourWrites callers = new ReadYourWrites(api);
      Reads without = callers.pairs(pairs / 2, false);
      Reads with = callers.pairs(pairs, true);
      System.out.printf("with the token: %s; without: %s%n", with, without);
      return with;
    }
  }

  /**
   * What became of reads.
   *
   * @param seen those that included the write before them
   * @param stale those that did not
   */
  record Reads(int seen, int stale) {
    Reads and(Reads other) {
      return new Reads(seen + other.seen, stale + other.stale);
    }
  }

  /**
   * Writes and reads so many times. A call that fails, however often it is repeated, ends the run.
   *
   * @param token whether reads name the write
   */
  private Reads pairs(int pairs, boolean token) {
    AtomicInteger left = new AtomicInteger(pairs);
    List<String> readers =
        IntStream.range(0, CALLERS).mapToObj(i -> "reader-" + customers.incrementAndGet()).toList();
    return Parallel.map(readers, CALLERS, reader -> pairs(reader, left, token)).stream()
        .reduce(new Reads(0, 0), Reads::and);
  }

  private Reads pairs(String customerId, AtomicInteger left, boolean token) {
    Reads mine = new Reads(0, 0);
    for (int pair = 1; left.getAndDecrement() > 0; pair++) {
      mine = mine.and(pair(customerId, pair, token));
    }
    return mine;
  }

  private Reads pair(String customerId, int pair, boolean token) {
    boolean seen =
        switch (pair % 10) {
          case 3 -> profileSeen(customerId, pair, token);
          case 6 -> eventSeen(customerId, pair, token);
          default -> countSeen(customerId, pair, token);
        };
    return new Reads(seen ? 1 : 0, seen ? 0 : 1);
  }

  /** Of ten pairs, all but the third write an event of this name. */
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
    if (token) {
      return api.get(path, position);
    }
    try {
      return api.get(path);
    } catch (CallFailed unknown) {
      // A customer whose first write is not there yet is not known.
      return new ApiReply(404, Json.object(), "");
    }
  }
}
