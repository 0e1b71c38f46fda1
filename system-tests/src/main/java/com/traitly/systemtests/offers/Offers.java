package com.traitly.systemtests.offers;

import com.traitly.systemtests.offers.Offer.Effect;
import com.traitly.systemtests.offers.Offer.Frame;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.draw.Choices;
import com.traitly.testkit.draw.Draws;
import com.traitly.testkit.draw.Grammar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes offers about customers that no other maker writes about. Belongs to one thread. */
public final class Offers {
  private static final Grammar GRAMMAR = Grammar.ofValues().and(Offers.class, "bodies");
  private static final String JSON = "application/json";
  private static final int CUSTOMERS = 12;
  private static final int GOALS = 2;

  private final Choices choose;
  private final Draws draws;
  private final OddFrames frames;
  private final String prefix;
  private final String idle;
  private final List<String> endings;
  private int next;

  /**
   * Creates a maker of offers.
   *
   * @param number different from all other makers' numbers in this run
   * @param receiver the beginning of its endpoints' addresses
   * @param idle the id of an endpoint that nothing was ever sent to
   */
  public Offers(Random random, int number, String receiver, String idle) {
    this.idle = idle;
    prefix = "c" + number + " ";
    choose = new Choices(random);
    draws =
        new Draws(GRAMMAR, choose)
            .given("maker", () -> Integer.toString(number))
            .given("known-customer", () -> quoted(customer()))
            .given("idle", () -> idle)
            .given("endpoint-url", () -> receiver + number + "-" + next++);
    frames = new OddFrames(draws);
    endings = IntStream.range(0, CUSTOMERS).mapToObj(i -> draws.draw("ending")).toList();
  }

  /** Makes the next offer. */
  public Offer next() {
    OfferKind kind = OfferKind.drawn(choose);
    // A goal that is addressed has no name in its body; other names are used only once.
    draws.given("goal-name", () -> kind == OfferKind.GOAL ? "" : "\"name\":" + quoted(newGoal()));
    return switch (kind) {
      case EVENTS, CUSTOMERS -> items(kind);
      case CUSTOMER_CHANGE -> addressed(kind, customer());
      // One of a few names again and again, so that goals have several versions.
      case GOAL -> addressed(kind, prefix + "goal " + choose.below(GOALS));
      case READ -> new Offer(kind, draws.draw(kind.rule()), new byte[0], Frame.empty());
      case COMMAND ->
          choose.oneIn(2)
              ? plain(kind, "/dead-letter/redrive", "redrive")
              : plain(kind, "/webhook/" + idle + "/replay", "replay");
      case ENDPOINT, GOAL_POST, TOKEN, ENDPOINT_CHANGE, ROTATION ->
          frames.of(kind, kind.path(), JSON, draws.bytes(kind.rule()));
    };
  }

  /**
   * Makes changes of an endpoint: changes of its fields, then one of its secret. The address
   * determines them; half of the endpoints get none.
   */
  public static List<Offer> changes(String id, String url) {
    Random random = new Random(url.hashCode());
    List<Offer> changes = new ArrayList<>();
    if (random.nextBoolean()) {
      String base = url.replaceFirst("(//[^/]*/[^-]*).*", "$1") + "-changed-" + id;
      Offers maker = new Offers(random, 0, base, id);
      String path = OfferKind.ENDPOINT_CHANGE.path() + id;
      for (int i = 1 + maker.choose.below(3); i > 0; i--) {
        byte[] change = maker.draws.bytes(OfferKind.ENDPOINT_CHANGE.rule());
        changes.add(maker.frames.of(OfferKind.ENDPOINT_CHANGE, path, JSON, change));
      }
      changes.add(
          maker.plain(OfferKind.ROTATION, path + "/rotate-secret", OfferKind.ROTATION.rule()));
    }
    return changes;
  }

  private Offer plain(OfferKind kind, String path, String rule) {
    byte[] body = draws.bytes(rule);
    return new Offer(kind, path, body, Frame.plain(body));
  }

  private Offer items(OfferKind kind) {
    List<String> items =
        IntStream.range(0, 1 + choose.below(6)).mapToObj(i -> draws.draw(kind.rule())).toList();
    int form = choose.below(4);
    String body =
        switch (form) {
          case 0 -> "[" + String.join(",", items) + "]";
          case 1 -> "{\"batch\":[" + String.join(" , ", items) + "]}";
          case 2 -> String.join("\n", items);
          default -> items.getFirst();
        };
    String type = form == 2 ? "application/x-ndjson" : JSON;
    return frames.of(kind, kind.path(), type, draws.odd(body));
  }

  /** Makes an offer at the address of a name, or one in 25 times at an address that is refused. */
  private Offer addressed(OfferKind kind, String name) {
    boolean named = !choose.oneIn(25);
    String segment = named ? segment(name) : draws.draw("no-segment");
    Offer offer = frames.of(kind, kind.path() + segment, JSON, draws.bytes(kind.rule()));
    return named ? offer : offer.withEffect(Effect.NONE);
  }

  private String customer() {
    int number = choose.below(CUSTOMERS);
    return prefix + number + endings.get(number);
  }

  private String newGoal() {
    return prefix + "goal" + draws.draw("ending") + " " + next++;
  }

  /** Returns a text as a path segment, in one of its equivalent forms. */
  private String segment(String text) {
    String encoded = OddNames.encode(text);
    return switch (choose.below(8)) {
      case 0 ->
          encoded.replace("%2E", ".").replace("%27", "'").replace("%3A", ":").replace("%2A", "*");
      case 1 -> encoded.replace("e", "%65").replace("c", "%63");
      case 2 -> encoded.replace("%2F", "%2f").replace("%E", "%e");
      default -> encoded;
    };
  }

  /** Returns a text as a JSON string, with its quotes. */
  private String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return "\""
        + (choose.oneIn(4) ? escaped.replace("/", "\\/").replace("c", "\\u0063") : escaped)
        + "\"";
  }
}
