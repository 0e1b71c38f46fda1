package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.AnnouncedMessage;
import com.traitly.systemtests.expected.StrictJson;
import com.traitly.systemtests.offers.Offer;
import com.traitly.systemtests.offers.OfferKind;
import com.traitly.testkit.client.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** An account that must be served whatever is sent to the others. */
final class Untouched {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final String GOAL =
      "{\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"Done\"}]},"
          + "\"actions\":[{\"event_name\":\"Act\",\"target_count\":3,"
          + "\"message_plaintext\":\"{{customer.name | there}} {{customer.role}}\"}]}";
  private static final String CUSTOMER =
      "{\"customer_id\":\"u\",\"name\":\"Ann\",\"email\":\"a@example.com\",\"plan\":\"Basic\","
          + "\"role\":\"dev\"}";
  private static final String EVENT =
      "{\"customer_id\":\"u\",\"name\":\"Act\",\"event_id\":\"one\",\"price\":0.10}";

  /** The id of its customer. */
  static final String ID = "u";

  /** The message recommended to that customer, as {@link AnnouncedMessage#shown} formats it. */
  static final String MESSAGE = "Ann dev\n";

  private Untouched() {}

  /** The customer's fields as messages show them. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "customer.name", "Ann",
          "customer.email", "a@example.com",
          "customer.plan", "Basic",
          "customer.role", "dev",
          "customer.custom_attributes.role", "dev");

  /**
   * Writes what is checked later to all three accounts, and waits until this one serves it.
   *
   * @param receiver the address for the announcements of all accounts
   */
  static void setUp(Wire wire, String receiver) {
    for (String key : List.of(Product.UNTOUCHED, Product.DEFINED)) {
      write(wire, key, endpoint(receiver));
      write(wire, key, offer(OfferKind.GOAL, "/goal/plain", GOAL));
      write(wire, key, offer(OfferKind.CUSTOMERS, "/customer", CUSTOMER));
      write(wire, key, offer(OfferKind.EVENTS, "/event", EVENT));
    }
    write(wire, Product.WRITTEN, endpoint(receiver));
    String all = AnnouncedMessage.ALL.replace("\\", "\\\\");
    String goal =
        GOAL.replaceFirst(
            "\"message_plaintext\":\"[^\"]*\"",
            Matcher.quoteReplacement(
                "\"message_plaintext\":\"" + all + "\",\"message_html\":\"" + all + "\""));
    write(wire, Product.WRITTEN, offer(OfferKind.GOAL, "/goal/plain", goal));
    var unused = Await.holds(PATIENCE, LOOK_AGAIN, () -> problems(wire).isEmpty());
  }

  /**
   * Returns what a message shows for a placeholder about the customer, which both accounts have.
   */
  static String inMessage(String place) {
    return FIELDS.getOrDefault(place, "");
  }

  /** Returns an event of a customer that a goal recommends. */
  static Offer recommended(String customer) {
    String id = customer.replace("\\", "\\\\").replace("\"", "\\\"");
    return offer(OfferKind.EVENTS, "/event", "{\"customer_id\":\"" + id + "\",\"name\":\"Act\"}");
  }

  private static Offer endpoint(String receiver) {
    String body = "{\"url\":\"" + receiver + "\",\"coalesce\":\"all\",\"max_in_flight\":64}";
    return offer(OfferKind.ENDPOINT, "/webhook", body);
  }

  private static Wire.Answer write(Wire wire, String key, Offer offer) {
    Wire.Answer answer = wire.send(key, offer);
    if (answer.status() >= 300) {
      throw new IllegalStateException(offer.path() + " is answered " + answer);
    }
    return answer;
  }

  /** Creates an endpoint that nothing is ever sent to, and returns its id. */
  static String idle(Wire wire, String receiver) {
    String body = "{\"url\":\"" + receiver + "/idle\",\"goal_names\":[\"none\"]}";
    Wire.Answer answer = write(wire, Product.DEFINED, offer(OfferKind.ENDPOINT, "/webhook", body));
    return String.valueOf(answer.items().getFirst().get("id"));
  }

  /** Returns what is wrong; empty when nothing is. */
  static List<String> problems(Wire wire) {
    List<String> problems = new ArrayList<>();
    Wire.Answer lookup =
        wire.get(Product.UNTOUCHED, "/recommended-next-actions?customer_id=u&goal_name=plain", "");
    String action = String.valueOf(lookup.json().get("data"));
    if (lookup.status() != 200 || !action.contains("message_plaintext=Ann dev")) {
      problems.add("the untouched account's lookup: " + lookup);
    }
    Wire.Answer events = wire.get(Product.UNTOUCHED, "/event?customer_id=u", "");
    List<?> items = StrictJson.list(events.json().get("data"));
    Map<String, ?> event = items.size() == 1 ? StrictJson.object(items.getFirst()) : Map.of();
    if (!"one".equals(event.get("event_id"))
        || !String.valueOf(event.get("properties")).contains("0.10")) {
      problems.add("the untouched account's events: " + events);
    }
    return problems;
  }

  private static Offer offer(OfferKind kind, String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Offer(kind, path, bytes, Offer.Frame.plain(bytes));
  }
}
