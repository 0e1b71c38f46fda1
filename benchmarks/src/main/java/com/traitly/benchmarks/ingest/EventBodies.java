package com.traitly.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is posted: events of about 150 bytes of 100,000 customers, single or in arrays. The same
 * ones in each run.
 *
 * @param items how many events a body has
 */
record EventBodies(int items, List<String> bodies) {
  private static final int CUSTOMERS = 100_000;
  private static final int BODIES = 20_000;
  private static final List<String> NAMES = List.of("Style Widget", "Publish Widget", "Subscribed");

  static EventBodies of(int items) {
    Random random = new Random(items);
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < BODIES / items; i++) {
      String events =
          IntStream.range(0, items)
              .mapToObj(each -> event(random))
              .collect(Collectors.joining(","));
      bodies.add(items == 1 ? events : "[" + events + "]");
    }
    return new EventBodies(items, bodies);
  }

  /** Writes one body a line. */
  Path writeTo(Path directory) throws IOException {
    return Files.write(directory.resolve("bodies-" + items + ".txt"), bodies);
  }

  /** One whole HTTP/1.1 request for each body. */
  List<byte[]> requests(Target target) {
    return bodies.stream()
        .map(body ->
            """
            POST %s HTTP/1.1
            Host: %s:%d
            Authorization: Token %s
            Content-Type: application/json
            Content-Length: %d

            """
                    .formatted(
                        target.url().getPath(),
                        target.url().getHost(),
                        target.url().getPort(),
                        target.apiKey(),
                        body.getBytes(UTF_8).length)
                    .replace("\n", "\r\n")
                + body)
        .map(request -> request.getBytes(UTF_8))
        .toList();
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
