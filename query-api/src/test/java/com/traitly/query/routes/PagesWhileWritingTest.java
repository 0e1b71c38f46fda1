package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.query.readmodel.LocalPartitions;
import com.traitly.query.routes.QueryServer.Answer;
import com.traitly.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** A caller who pages while data arrives sees everything that was there at the start, once. */
@Seeded
class PagesWhileWritingTest extends ServedTest {
  private static final long AT = 1_760_000_000L;

  private int number;

  PagesWhileWritingTest() {
    super(3);
  }

  @RepeatedTest(2)
  void eventsOfTheAccount(RandomGenerator random) throws Exception {
    String filter = random.nextBoolean() ? "" : "&name=Even";
    List<String> there = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = addEvent(random);
      if (filter.isEmpty() || isEven(id)) {
        there.add(id);
      }
    }
    String order = random.nextBoolean() ? "&order=asc" : "";

    List<String> met = page("/event", filter + order, "event_id", random, this::addEvent);

    assertThat(met).doesNotHaveDuplicates().containsAll(there);
  }

  @RepeatedTest(2)
  void customersByPlanAndName(RandomGenerator random) throws Exception {
    List<String> there = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String id = addCustomer(random);
      if (isEven(id)) {
        there.add(id);
      }
    }
    String filter =
        List.of("&plan=Even", "&name=Even", "&plan=Even&name=Even").get(random.nextInt(3));

    List<String> met = page("/customer", filter, "customer_id", random, this::addCustomer);

    assertThat(met).doesNotHaveDuplicates().containsAll(there).allMatch(this::isEven);
  }

  private interface Arrival {
    String add(RandomGenerator random);
  }

  private List<String> page(
      String list, String filter, String field, RandomGenerator random, Arrival arrival)
      throws Exception {
    List<String> met = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      String from = cursor == null ? "" : "&cursor=" + cursor;
      Answer page = server.get(list + "?limit=" + (1 + random.nextInt(5)) + filter + from);
      met.addAll(page.items(field));
      cursor = page.nextCursor();
      if (number < 30) {
        arrival.add(random);
      }
    } while (cursor != null);
    return met;
  }

  private String addEvent(RandomGenerator random) {
    String id = "e" + number++;
    String customer = "c" + random.nextInt(5);
    // Many share an instant, so time alone does not order them.
    long at = AT + random.nextInt(6);
    server.state.add(LocalPartitions.event(customer, isEven(id) ? "Even" : "Odd", at, id));
    return id;
  }

  private String addCustomer(RandomGenerator random) {
    String id = "c" + random.nextInt(1_000) + "-" + number++;
    String text = isEven(id) ? "Even" : "Odd";
    server.state.add(LocalPartitions.profile(id, text, text));
    return id;
  }

  private boolean isEven(String id) {
    return (id.charAt(id.length() - 1) - '0') % 2 == 0;
  }
}
