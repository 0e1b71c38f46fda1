package com.traitly.systemtests.stored;

import com.traitly.systemtests.expected.AnnouncedMessage;
import com.traitly.systemtests.expected.StrictJson;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.client.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Checks that webhooks say what was accepted, with the same bytes as on their topics. */
final class WebhookLook extends Check {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final String OLD = "plain";

  private final TopicLook published;

  /** Goals that were removed after the last check; their last webhooks may still be on the way. */
  private Set<String> removed = Set.of();

  WebhookLook(TopicLook published, Run run) {
    super(run);
    this.published = published;
  }

  /** Waits for all expected webhooks, and checks all that arrived. */
  void look() {
    var unused =
        Await.holds(
            PATIENCE,
            LOOK_AGAIN,
            () -> {
              published.readOn();
              return missing().isEmpty();
            });
    Set<String> missing = missing();
    if (!missing.isEmpty()) {
      unreadable(
          "no webhook says it: %d missing, %d came"
              .formatted(missing.size(), receiver.announced().size()),
          missing.toString());
    }
    published.readOn();
    receiver.announced().forEach(this::compare);
  }

  /** Forgets all webhooks that arrived. */
  void forget() {
    removed = Set.copyOf(ledger.goals.keys());
    receiver.forget();
  }

  /**
   * Returns announcements that did not arrive as webhooks, and announcements that should exist and
   * do not.
   */
  private Set<String> missing() {
    Set<String> missing = new HashSet<>(published.announcements().keySet());
    missing.removeAll(receiver.announced().keySet());
    if (!missing.isEmpty()) {
      return missing;
    }
    Said said = said();
    ledger
        .messages
        .newest()
        .forEach((customer, message) -> {
          if (!message.equals(said.messages().get(customer))) {
            missing.add(customer + ": " + message + " but " + said.messages().get(customer));
          }
        });
    ledger
        .goals
        .all()
        .forEach((String goal, List<Map<String, @Nullable Object>> versions) -> {
          boolean must = versions.size() == 1 && isForAll(versions.getFirst());
          if (must && !said.goals().contains(goal)) {
            missing.add("goal " + versions.getFirst());
          }
        });
    return missing;
  }

  /**
   * What the webhooks said.
   *
   * @param messages the newest message of each customer for which the recommended event happened
   *     once
   */
  private record Said(Map<String, String> messages, Set<String> goals) {}

  private Said said() {
    Said said = new Said(new HashMap<>(), new HashSet<>());
    for (ReceivedRequest request : receiver.announced().values()) {
      Map<String, @Nullable Object> body = read(request);
      Map<String, @Nullable Object> meta = StrictJson.object(body.get("meta"));
      said.goals().add(String.valueOf(meta.get("goal_name")));
      for (Map<String, @Nullable Object> action : actions(body)) {
        if (new StrictJson.Digits("1").equals(action.get("goal_num_completed"))) {
          said.messages()
              .put(String.valueOf(meta.get("customer_id")), AnnouncedMessage.shown(action));
        }
      }
    }
    return said;
  }

  private static boolean isForAll(Map<String, @Nullable Object> goal) {
    return !StrictJson.object(goal.get("entry")).containsKey("where");
  }

  private void compare(String id, ReceivedRequest request) {
    byte[] announced = published.announcements().get(id);
    if (announced == null
        || !request.body().equals(new String(announced, StandardCharsets.UTF_8))) {
      unreadable("a webhook %s is not on its topic so".formatted(id), request.body());
    }
    Map<String, @Nullable Object> body = read(request);
    Map<String, @Nullable Object> meta = StrictJson.object(body.get("meta"));
    String goal = String.valueOf(meta.get("goal_name"));
    String customer = String.valueOf(meta.get("customer_id"));
    for (Map<String, @Nullable Object> action : actions(body)) {
      boolean good =
          goal.equals(OLD)
              ? isWritten(customer, action)
              : removed.contains(goal) || isDefined(goal, action);
      if (!good) {
        unreadable(
            "a webhook says what was not accepted; accepted of the goal is "
                + ledger.goals.all(goal),
            request.body());
      }
    }
  }

  private boolean isWritten(String customer, Map<String, @Nullable Object> action) {
    if (customer.equals(Untouched.ID)) {
      return AnnouncedMessage.shown(action).equals(Untouched.MESSAGE);
    }
    return ledger.messages.all(customer).contains(AnnouncedMessage.shown(action));
  }

  private boolean isDefined(String goal, Map<String, @Nullable Object> action) {
    for (Map<String, @Nullable Object> version : ledger.goals.all(goal)) {
      Object days = StrictJson.object(version.get("window")).get("days");
      for (Object step : StrictJson.list(version.get("actions"))) {
        if (Objects.equals(days, action.get("goal_days_left"))
            && says(StrictJson.object(step), action)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean says(
      Map<String, @Nullable Object> step, Map<String, @Nullable Object> action) {
    UnaryOperator<String> values =
        place ->
            switch (place) {
              case "goal.days_left" -> digits(action.get("goal_days_left"));
              case "action.remaining" -> digits(step.get("target_count"));
              default -> Untouched.inMessage(place);
            };
    return Objects.equals(step.get("event_name"), action.get("event_name"))
        && AnnouncedMessage.plaintext(String.valueOf(step.get("message_plaintext")), values)
            .equals(action.get("message_plaintext"))
        && AnnouncedMessage.html(String.valueOf(step.get("message_html")), values)
            .equals(action.get("message_html"));
  }

  private static String digits(@Nullable Object number) {
    return number instanceof StrictJson.Digits digits ? digits.text() : "";
  }

  private static List<Map<String, @Nullable Object>> actions(Map<String, @Nullable Object> body) {
    List<Map<String, @Nullable Object>> actions = new ArrayList<>();
    for (Object each : StrictJson.list(body.get("data"))) {
      Map<String, @Nullable Object> action = StrictJson.object(each);
      if (action.containsKey("event_name")) {
        actions.add(action);
      }
    }
    return actions;
  }

  private static Map<String, @Nullable Object> read(ReceivedRequest request) {
    return StrictJson.object(StrictJson.read(request.bodyBytes()));
  }
}
