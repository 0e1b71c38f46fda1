package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.Choices;
import com.traitly.systemtests.fuzz.OddValues;
import com.traitly.systemtests.stored.Offer.Effect;
import com.traitly.systemtests.stored.Offer.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes offers about customers that no other maker writes about. Belongs to one thread. */
final class Offers {
  private static final String JSON = "application/json";
  private static final int CUSTOMERS = 12;
  private static final int GOALS = 2;
  private static final List<String> NO_IDS =
      List.of("{}", "[1]", "null", "true", "1.5", "1e400", "\"\"", "\"\u00a0\"", "\"\\ud800\"");

  private final Random random;
  private final Choices choose;
  private final OddValues odd;
  private final OddFrames frames;
  private final Names names;
  private final GoalBodies goals;
  private final EndpointBodies endpoints;
  private final OddReads reads;
  private final String prefix;
  private final List<String> endings;
  private final List<String> number;
  private int next;

  /**
   * Creates a maker of offers.
   *
   * @param number different from all other makers' numbers in this run
   * @param receiver the beginning of its endpoints' addresses
   * @param idle the id of an endpoint that nothing was ever sent to
   */
  Offers(Random random, int number, String receiver, String idle) {
    this.random = random;
    prefix = "c" + number + " ";
    this.number = List.of(number + "e9", number + "000000000", number + "00000000.0E1");
    choose = new Choices(random);
    odd = new OddValues(choose);
    frames = new OddFrames(choose);
    names = new Names(choose);
    goals = new GoalBodies(choose, odd);
    endpoints = new EndpointBodies(choose, odd, goals, receiver + number);
    reads = new OddReads(choose, odd, idle);
    endings = IntStream.range(0, CUSTOMERS).mapToObj(i -> names.ending()).toList();
  }

  Offer next() {
    int drawn = choose.below(100);
    if (drawn < 60) {
      return items(Route.EVENTS, "/event", this::event);
    }
    if (drawn < 80) {
      return items(Route.CUSTOMERS, "/customer", this::customer);
    }
    return switch (drawn) {
      case 80, 81 -> goal();
      case 82 -> create(Route.GOAL_POST, "/goal", named());
      case 83 -> create(Route.ENDPOINT, "/webhook", endpoints.fields());
      case 84 ->
          create(Route.TOKEN, "/token", List.of("\"name\":" + odd.text(), "\"scopes\":[\"read\"]"));
      case 85 -> reads.command();
      case 86, 87, 88, 89, 90 -> reads.read();
      default -> change();
    };
  }

  private Offer items(Route route, String path, Supplier<String> item) {
    List<String> items = IntStream.range(0, 1 + choose.below(6)).mapToObj(i -> item.get()).toList();
    return switch (choose.below(4)) {
      case 0 -> write(route, "POST", path, "[" + String.join(",", items) + "]");
      case 1 -> write(route, "POST", path, "{\"batch\":[" + String.join(" , ", items) + "]}");
      case 2 ->
          frames.of(
              route, "POST", path, "application/x-ndjson", odd.bytes(String.join("\n", items)));
      default -> write(route, "POST", path, items.getFirst());
    };
  }

  private String event() {
    List<String> fields = new ArrayList<>();
    fields.add("\"customer_id\":" + (choose.oneIn(20) ? choose.of(NO_IDS) : customerId()));
    fields.add("\"name\":" + odd.text());
    if (choose.oneIn(3)) {
      fields.add(
          "\"event_id\":"
              + (choose.oneIn(4) ? choose.of(List.of("1e2", "\"é\"", "7.0", "\"\"")) : odd.text()));
    }
    if (choose.oneIn(4)) {
      fields.add(
          "\"created_at\":"
              + choose.of(List.of("1493933699", "\"1493933699\"", "1.7e9", "-1", "{}")));
    }
    for (int i = choose.below(4); i > 0; i--) {
      fields.add(odd.name() + ":" + odd.value());
    }
    return object(fields);
  }

  private String customer() {
    List<String> fields = new ArrayList<>();
    fields.add("\"customer_id\":" + customerId());
    fields.add("\"name\":" + odd.text());
    fields.add("\"email\":\"a@example.com\"");
    fields.add("\"plan\":" + odd.text());
    fields.addAll(optional());
    return object(fields);
  }

  private Offer change() {
    List<String> fields = optional();
    if (choose.oneIn(3)) {
      fields.add("\"plan\":" + odd.text());
    }
    return addressed(
        Route.CUSTOMER_CHANGE, "PATCH", "/customer/", customer(choose.below(CUSTOMERS)), fields);
  }

  private List<String> optional() {
    List<String> fields = new ArrayList<>();
    for (String field : List.of("location", "phone_number")) {
      if (choose.oneIn(4)) {
        fields.add("\"" + field + "\":" + (choose.oneIn(4) ? "null" : odd.text()));
      }
    }
    for (String field : List.of("monthly_payment_amount", "organisation_id")) {
      if (choose.oneIn(3)) {
        fields.add("\"" + field + "\":" + (choose.oneIn(5) ? "null" : odd.number()));
      }
    }
    if (choose.oneIn(3)) {
      fields.add(
          "\"custom_attributes\":"
              + (choose.oneIn(10) ? "null" : "{" + odd.name() + ":" + odd.value() + "}"));
    }
    for (int i = choose.below(3); i > 0; i--) {
      fields.add(odd.name() + ":" + odd.value());
    }
    return fields;
  }

  /** Draws one of a few names again and again, so that goals have several versions. */
  private Offer goal() {
    String name = prefix + "goal " + choose.below(GOALS);
    return addressed(Route.GOAL, "PUT", "/goal/", name, goals.fields());
  }

  /** Returns fields with a name that is used only once. */
  private List<String> named() {
    List<String> fields = goals.fields();
    fields.add("\"name\":" + names.quoted(prefix + "goal" + names.ending() + " " + next++));
    return fields;
  }

  private Offer addressed(
      Route route, String method, String path, String name, List<String> fields) {
    boolean named = !choose.oneIn(25);
    String segment = named ? names.segment(name) : names.noSegment();
    Offer offer = write(route, method, path + segment, object(fields));
    return named ? offer : offer.withEffect(Effect.NONE);
  }

  private Offer create(Route route, String path, List<String> fields) {
    return write(route, "POST", path, object(fields));
  }

  private String customerId() {
    return choose.oneIn(12) ? choose.of(number) : names.quoted(customer(choose.below(CUSTOMERS)));
  }

  private String customer(int number) {
    return prefix + number + endings.get(number);
  }

  private Offer write(Route route, String method, String path, String body) {
    return frames.of(route, method, path, JSON, odd.bytes(body));
  }

  private String object(List<String> fields) {
    List<String> shuffled = new ArrayList<>(fields);
    Collections.shuffle(shuffled, random);
    return "{" + String.join(choose.oneIn(5) ? " ,\t" : ",", shuffled) + "}";
  }
}
