package com.traitly.benchmarks.oracle;

import com.traitly.benchmarks.client.ApiClient;
import com.traitly.benchmarks.fuzz.Choices;
import com.traitly.benchmarks.oracle.Offer.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes offers about customers that no other maker of offers knows. Belongs to one thread. */
final class Offers {
  private static final int CUSTOMERS = 12;
  private static final int GOALS = 2;
  private static final List<String> NO_IDS =
      List.of("{}", "[1]", "null", "true", "1.5", "1e400", "\"\"", "\"\u00a0\"", "\"\\ud800\"");

  private final Random random;
  private final Choices choose;
  private final OddValues odd;
  private final String goals;
  private final String prefix;
  private final List<String> number;

  /**
   * A maker of offers.
   *
   * @param goals how its goals' names begin, unlike those of makers beside it
   * @param number unlike all other makers' of the run
   */
  Offers(Random random, String goals, int number) {
    this.random = random;
    this.goals = goals;
    prefix = "c" + number + " ";
    this.number = List.of(number + "e9", number + "000000000", number + "00000000.0E1");
    choose = new Choices(random);
    odd = new OddValues(choose);
  }

  Offer next() {
    return switch (choose.below(100)) {
      case 0, 1, 2 -> goal();
      case 3 -> write(Route.ENDPOINT, "POST", "/webhook", endpoint());
      case 4 -> write(Route.TOKEN, "POST", "/token", token());
      case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 -> change();
      case 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39 ->
          items(Route.CUSTOMERS, "/customer", this::customer);
      default -> items(Route.EVENTS, "/event", this::event);
    };
  }

  private Offer items(Route route, String path, Supplier<String> item) {
    List<String> items = IntStream.range(0, 1 + choose.below(6)).mapToObj(i -> item.get()).toList();
    return switch (choose.below(4)) {
      case 0 -> write(route, "POST", path, "[" + String.join(",", items) + "]");
      case 1 -> write(route, "POST", path, "{\"batch\":[" + String.join(" , ", items) + "]}");
      case 2 ->
          new Offer(
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
    String id = prefix + choose.below(CUSTOMERS);
    List<String> fields = optional();
    if (choose.oneIn(3)) {
      fields.add("\"plan\":" + odd.text());
    }
    return write(
        Route.CUSTOMER_CHANGE, "PATCH", "/customer/" + ApiClient.encoded(id), object(fields));
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

  private Offer goal() {
    String name = goals + choose.below(GOALS);
    String body =
        object(
            List.of(
                "\"window\":{\"days\":" + mostly("30", odd::number) + "}",
                "\"target\":{\"any\":[{\"event\":" + text() + "}," + condition() + "]}",
                "\"entry\":{\"where\":{" + name() + ":" + listed() + "}}",
                "\"actions\":[{\"event_name\":" + text() + ",\"message_html\":" + message() + "}]",
                "\"priority\":" + mostly("1", odd::number)));
    String path = "/goal/" + ApiClient.encoded(name);
    return choose.oneIn(4)
        ? write(Route.GOAL_DRY_RUN, "PUT", path + "?dry_run=true", body)
        : write(Route.GOAL, "PUT", path, body);
  }

  private String condition() {
    return switch (choose.below(4)) {
      case 0 ->
          "{\"attribute\":" + name() + ",\"above\":" + mostly(odd.amount(), odd::number) + "}";
      case 1 -> "{\"attribute\":" + name() + ",\"in\":" + listed() + "}";
      case 2 ->
          "{\"monthly_payment_amount\":{\"above\":" + mostly(odd.amount(), odd::number) + "}}";
      default -> "{\"plan\":[" + text() + "]}";
    };
  }

  private String listed() {
    return IntStream.range(0, 1 + choose.below(3))
        .mapToObj(i -> choose.oneIn(2) ? text() : mostly(odd.amount(), odd::number))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String message() {
    return mostly(
        "\"<p>{{customer.name | you & me}} {{ customer.n1 }} {{goal.days_left}}</p>\"", odd::text);
  }

  private String text() {
    return mostly("\"t" + choose.below(99) + "\"", odd::text);
  }

  private String name() {
    return mostly("\"n" + choose.below(50) + "\"", odd::name);
  }

  /** A goal has many parts, and one that is wrong is enough. */
  private String mostly(String usual, Supplier<String> other) {
    return choose.oneIn(7) ? other.get() : usual;
  }

  private String endpoint() {
    return object(
        List.of(
            "\"url\":\"http://127.0.0.1:9/" + choose.below(9) + "\"",
            "\"enabled\":" + mostly("true", odd::value),
            "\"goal_names\":[" + text() + "]",
            "\"min_delta\":" + mostly("1e-2", odd::number)));
  }

  private String token() {
    return object(List.of("\"name\":" + odd.text(), "\"scopes\":[\"read\"]"));
  }

  private String customerId() {
    return choose.oneIn(12) ? choose.of(number) : "\"" + prefix + choose.below(CUSTOMERS) + "\"";
  }

  private Offer write(Route route, String method, String path, String body) {
    return new Offer(route, method, path, "application/json", odd.bytes(body));
  }

  private String object(List<String> fields) {
    List<String> shuffled = new ArrayList<>(fields);
    Collections.shuffle(shuffled, random);
    return "{" + String.join(choose.oneIn(5) ? " ,\t" : ",", shuffled) + "}";
  }
}
