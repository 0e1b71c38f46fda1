package com.traitly.query.routes;

import com.traitly.testkit.BrokenRequests;
import com.traitly.testkit.Seeded;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** No read is refused in a library's words. */
@Seeded
class BrokenRequestsTest extends ServedTest {
  private static final String KEY = "Authorization: Token admin";

  BrokenRequestsTest() {
    super(1);
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
