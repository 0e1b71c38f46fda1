package com.traitly.query.routes;

import com.traitly.testkit.BrokenRequests;
import com.traitly.testkit.Seeded;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No read is refused in a library's words. */
@Seeded
class BrokenRequestsTest {
  private static final String KEY = "Authorization: Token admin";

  @TempDir private Path directory;
  private QueryServer server;

  @BeforeEach
  void start() {
    server = new QueryServer(1, directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyExampleIsAnsweredInOurWords() throws Exception {
    for (byte[] request : BrokenRequests.examples("/api/v1/event", KEY)) {
      BrokenRequests.requireOwnWords(request, BrokenRequests.answer(server.port(), request));
    }
  }

  @Test
  void soAreAnyOfThemTogether(RandomGenerator random) throws Exception {
    for (var route : server.routes) {
      String path = "/api/v1" + route.path().replaceAll("\\{[^}]+}", "x");
      for (int i = 0; i < 25; i++) {
        byte[] request = BrokenRequests.draw(random, path, KEY);
        BrokenRequests.requireOwnWords(request, BrokenRequests.answer(server.port(), request));
      }
    }
  }
}
