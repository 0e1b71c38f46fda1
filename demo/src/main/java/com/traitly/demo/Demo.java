package com.traitly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.Launcher;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.funnel.TrialFunnel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Starts Traitly, loads sixty simulated days of a trial funnel, defines two goals, shows webhooks
 * as they arrive, and ends with a lookup that it explains; then it runs on until it is stopped.
 * With {@code --once} it stops by itself.
 */
public final class Demo implements AutoCloseable {
  private static final long SEED = 20_261_123;
  private static final int CUSTOMERS = 3_000;
  private static final int DAYS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** History is learnt from once its customers have been quiet for five seconds. */
  private static final Duration QUIET = Duration.ofSeconds(6);

  private final CloseAll started = new CloseAll();
  private final Standalone traitly;
  private final ApiClient api;
  private final WebhookInbox postbox;

  private Demo(Config config) {
    try {
      traitly = started.add(Standalone.start(config));
      say("Traitly is ready at %s, API key %s".formatted(traitly.baseUrl(), traitly.apiKey()));
      api = started.add(new ApiClient(traitly.baseUrl(), traitly.apiKey()));
      postbox = started.add(WebhookInbox.open(api));
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** Runs the demo. */
  public static void main(String[] args) {
    boolean once = List.of(args).contains("--once");
    if (!once) {
      Launcher.run("traitly-demo", () -> told(false));
      return;
    }
    try (Demo demo = told(true)) {
      System.out.println(demo.postbox.summary() + ".");
    } catch (StartupFailure failure) {
      System.err.println("traitly-demo: " + failure.getMessage());
      Runtime.getRuntime().halt(1);
    }
  }

  @Override
  public void close() {
    started.close();
  }

  private static Demo told(boolean once) {
    Demo demo = new Demo(Config.ofEnvironment());
    try {
      demo.tell();
      if (!once) {
        demo.invite();
      }
      return demo;
    } catch (CallFailed failure) {
      demo.close();
      throw new StartupFailure("The demo stopped: " + failure.getMessage(), failure);
    } catch (RuntimeException failure) {
      demo.close();
      throw failure;
    }
  }

  private void tell() {
    TrialFunnel funnel = TrialFunnel.simulate(SEED, CUSTOMERS, DAYS, Instant.now());
    if (isLoaded()) {
      say("The goals are there already, from an earlier run: nothing is loaded again.");
    } else {
      new FunnelLoad(api).load(funnel);
      pause(QUIET);
      define();
    }
    Survey survey = survey(funnel);
    new Story(api, DemoGoals.CONVERSION).tell(survey);
    say("");
    if (postbox.refusedAny()) {
      throw new CallFailed(postbox.summary() + ": a signature was not what the docs promise.");
    }
  }

  private void define() {
    long start = System.nanoTime();
    for (var goal : DemoGoals.all().entrySet()) {
      api.put("/goal/" + ApiClient.encoded(goal.getKey()), goal.getValue());
      say("Defined the goal \"%s\".".formatted(goal.getKey()));
    }
    for (String goal : DemoGoals.all().keySet()) {
      for (String object : List.of("goal-propensity-change", "recommended-next-actions")) {
        Await.until(
            "webhooks " + object + " of " + goal,
            PATIENCE,
            LOOK_AGAIN,
            () -> postbox.verified(object, goal) > 0);
      }
    }
    say("First webhooks of both goals after %.1f s.".formatted((System.nanoTime() - start) / 1e9));
  }

  private Survey survey(TrialFunnel funnel) {
    String newest = funnel.customers().getLast().customerId();
    for (String goal : DemoGoals.all().keySet()) {
      Await.until("the model of " + goal, PATIENCE, LOOK_AGAIN, () -> isTrained(newest, goal));
      JsonNode explanation = explanation(newest, goal);
      say(
          "Trained \"%s\" on %d closed windows: the %s serves, skill over the base rate %.3f."
              .formatted(
                  goal,
                  explanation.path("windows_seen").asLong(),
                  explanation.path("basis").asText(),
                  explanation.path("skill").asDouble()));
    }
    return Survey.of(api, funnel.customers(), DemoGoals.CONVERSION);
  }

  private boolean isLoaded() {
    String names = api.get("/goal").json().path("data").findValuesAsText("name").toString();
    return DemoGoals.all().keySet().stream().allMatch(names::contains);
  }

  private boolean isTrained(String customerId, String goal) {
    // The basis may stay the life table: for some goals, no model tells customers apart.
    return explanation(customerId, goal).path("windows_seen").asLong() > 0;
  }

  private JsonNode explanation(String customerId, String goal) {
    return api.get(
            "/recommended-next-action?explain=true&customer_id="
                + customerId
                + "&goal_name="
                + ApiClient.encoded(goal))
        .json()
        .path("explanation");
  }

  private void invite() {
    say(
        """
        It runs on. Post an event and watch its webhooks arrive here, for example:

          curl '%s/api/v1/event' -H 'Authorization: Token %s' \\
            --data '{"customer_id": "demo-%04d", "name": "Style Widget"}'

        Ctrl-C stops it; the data stays in %s.
        """
            .formatted(traitly.baseUrl(), traitly.apiKey(), CUSTOMERS, traitly.dataDirectory()));
  }

  private static void pause(Duration duration) {
    long until = System.nanoTime() + duration.toNanos();
    Await.until("some quiet", PATIENCE, LOOK_AGAIN, () -> System.nanoTime() > until);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
