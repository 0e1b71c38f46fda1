package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.load.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bodies to post: events of about 150 bytes from 100,000 customers, single or in arrays. They
 * are the same in each run.
 */
final class EventBodies {
  private static final int CUSTOMERS = 100_000;
  private static final int BODIES = 20_000;
  private static final List<String> NAMES = List.of("Style Widget", "Publish Widget", "Subscribed");

  private EventBodies() {}

  /** Returns bodies with this many events each. */
  static Requests of(int items) {
    Random random = new Random(items);
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < BODIES / items; i++) {
      String events =
          IntStream.range(0, items)
              .mapToObj(each -> event(random))
              .collect(Collectors.joining(","));
      bodies.add(items == 1 ? events : "[" + events + "]");
    }
    return Requests.posts(items == 1 ? "single events" : "batches of " + items, items, bodies);
  }

  private static String event(Random random) {
    return """
    {"customer_id":"c-%06d","name":"%s","created_at":%d,"colour":"blue","pages":%d,\
    "referrer":"https://example.com/pricing","plan":"Trial"}\
    """
        .formatted(
            random.nextInt(CUSTOMERS),
            NAMES.get(random.nextInt(NAMES.size())),
            1_794_000_000 + random.nextInt(1_000_000),
            random.nextInt(100));
  }
}
