package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.load.Requests;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The events to send: about 150 bytes each, from 100,000 customers, as bodies to post, single or in
 * arrays, or as a file to import. They are the same in each run.
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

  /** Writes a CSV file with a head and this many events. */
  static void csv(Path file, int rows) throws IOException {
    Random random = new Random(rows);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("user,action,time,colour,pages,referrer,plan\n");
      for (int i = 0; i < rows; i++) {
        out.write(event(random, "c-%06d,%s,%d,blue,%d,https://example.com/pricing,Trial\n"));
      }
    }
  }

  private static String event(Random random) {
    return event(
        random,
        """
        {"customer_id":"c-%06d","name":"%s","created_at":%d,"colour":"blue","pages":%d,\
        "referrer":"https://example.com/pricing","plan":"Trial"}\
        """);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the formats are constants above
  private static String event(Random random, String form) {
    return form.formatted(
        random.nextInt(CUSTOMERS),
        NAMES.get(random.nextInt(NAMES.size())),
        1_794_000_000 + random.nextInt(1_000_000),
        random.nextInt(100));
  }
}
