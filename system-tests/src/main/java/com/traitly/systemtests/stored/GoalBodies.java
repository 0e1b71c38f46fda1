package com.traitly.systemtests.stored;

import com.traitly.systemtests.fuzz.Choices;
import com.traitly.systemtests.fuzz.OddValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws definitions of goals. A goal has many parts, so most values of each part are valid. */
final class GoalBodies {
  private static final List<String> MESSAGES =
      List.of(
          "\"<p>{{customer.name | you & me}} {{ customer.n1 }} {{goal.days_left}}</p>\"",
          "\"{{customer.custom_attributes.role|x}} {{action.remaining}}\"",
          "\"{{customer.nam | }}{{customer.email|<b>}} \\ud83d\\ude00 'a' & \\\"b\\\"\"",
          "\"\\u2028 {{customer.plan}}\\t\\n$1 \\\\1 {{customer.name}}{{customer.name}}\"",
          "\"{{customer.name || x}}\"",
          "\"{{customer.name\"",
          "\"{{event.name}}\"");

  private final Choices choose;
  private final OddValues odd;

  GoalBodies(Choices choose, OddValues odd) {
    this.choose = choose;
    this.odd = odd;
  }

  /** Draws all fields of a goal except its name. */
  List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add(
        "\"window\":{\"days\":"
            + mostly(choose.of(List.of("30", "7", "3.0", "1e1")), odd::number)
            + "}");
    fields.add("\"target\":{\"any\":[{\"event\":" + text() + "}," + condition() + "]}");
    fields.add(
        "\"actions\":[{\"event_name\":"
            + text()
            + ",\"target_count\":"
            + mostly("3", odd::number)
            + ",\"message_html\":"
            + message()
            + ",\"message_plaintext\":"
            + message()
            + "}]");
    fields.add("\"priority\":" + mostly("1", odd::number));
    if (choose.oneIn(3)) {
      fields.add("\"entry\":{\"where\":{" + name() + ":" + listed() + "}}");
    }
    if (choose.oneIn(4)) {
      fields.add("\"notify\":{\"min_delta\":" + mostly("1e-2", odd::number) + "}");
    }
    if (choose.oneIn(4)) {
      fields.add("\"signals\":[" + text() + "," + text() + "]");
    }
    return fields;
  }

  String text() {
    return mostly("\"t" + choose.below(99) + "\"", odd::text);
  }

  /** Returns the usual value, or one time in seven another one. */
  String mostly(String usual, Supplier<String> other) {
    return choose.oneIn(7) ? other.get() : usual;
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
        choose.of(MESSAGES.subList(0, 4)),
        () -> choose.oneIn(2) ? odd.text() : choose.of(MESSAGES));
  }

  private String name() {
    return mostly("\"n" + choose.below(50) + "\"", odd::name);
  }
}
