package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import com.traitly.funnel.TrialFunnel;
import com.traitly.gateway.GatewayKeys;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.standalone.Standalone;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts Traitly with data of its own, loads sixty simulated days of a trial funnel, defines two
 * goals, receives their webhooks, and ends with one screen that says what Traitly predicts.
 */
final class Demo implements AutoCloseable {
  private static final long SEED = 20_261_123;
  private static final int CUSTOMERS = 3_000;
  private static final int DAYS = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** History is learnt from once its customers have been quiet for five seconds. */
  private static final Duration QUIET = Duration.ofSeconds(6);

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CloseAll started = new CloseAll();
  private final DemoOutput output;
  private final Standalone traitly;
  private final TraitlyApi api;
  private final WebhookInbox inbox;

  private Demo(Config config, DemoOutput output) throws IOException {
    this.output = output;
    try {
      traitly = started.add(Standalone.start(config));
      api = started.add(new TraitlyApi(URI.create(traitly.baseUrl()), traitly.apiKey(), PATIENCE));
      inbox = started.add(WebhookInbox.open(api, output));
    } catch (IOException | RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /**
   * Starts Traitly.
   *
   * @throws StartupFailure with a sentence that says what to do
   */
  static Demo start(Config environment, DemoOutput output) throws IOException {
    requireApart(environment);
    Path data = Path.of(environment.get(CommonKeys.DATA_DIR)).resolve("demo");
    output.begin("Starting Traitly with its data in " + data);
    Demo demo =
        new Demo(environment.with(Map.of(CommonKeys.DATA_DIR.name(), data.toString())), output);
    output.started(demo.traitly.baseUrl(), demo.traitly.apiKey());
    return demo;
  }

  /** Refuses settings with which the demo would write to topics of the user, or read them. */
  private static void requireApart(Config environment) {
    for (ConfigKey<?> key : List.of(CommonKeys.KAFKA_BOOTSTRAP, GatewayKeys.SOURCES)) {
      if (environment.isSet(key)) {
        throw new StartupFailure(
            "The demo has a broker and customers of its own, apart from yours: unset %s."
                .formatted(key.name()));
      }
    }
  }

  /**
   * Loads what is not loaded yet, waits until it is learnt, and shows the last screen.
   *
   * @param once whether Traitly stops afterwards
   */
  void loadAndShow(boolean once) throws IOException {
    TrialFunnel funnel = TrialFunnel.simulate(SEED, CUSTOMERS, DAYS, end());
    if (hasGoals()) {
      output.end("The goals are there from an earlier run: nothing is loaded again.");
    } else {
      new FunnelLoad(api, output).load(funnel);
      settle();
      define();
    }
    learn();
    output.begin("Looking at every customer with days left");
    Survey survey = Survey.of(api, DemoGoals.CONVERSION, output);
    inbox.requireGenuine();
    output.show(
        new LastScreen(
            survey,
            FunnelStep.of(funnel, DemoGoals.window(), DemoGoals.steps()),
            inbox.counts(),
            new CallsToRepeat.Place(
                traitly.baseUrl(), traitly.apiKey(), traitly.dataDirectory().toString(), once)));
  }

  /** Shows webhooks as they arrive, until the thread is interrupted. */
  void runOn() throws IOException {
    inbox.showFromNowOn();
    Waiting.until("the end", Duration.ofDays(10_000), () -> false);
  }

  @Override
  public void close() {
    started.close();
  }

  /** When the simulated days end: now, or when they ended that an earlier run began to load. */
  private Instant end() throws IOException {
    JsonNode stored = api.get("/customer?limit=1&customer_id=demo-0001").json().path("data");
    if (stored.isEmpty()) {
      return InstantSource.system().instant();
    }
    long ofEpoch =
        TrialFunnel.simulate(SEED, CUSTOMERS, DAYS, Instant.EPOCH).customers().stream()
            .filter(each -> each.customerId().equals("demo-0001"))
            .findFirst()
            .orElseThrow()
            .createdAt();
    return Instant.ofEpochSecond(stored.path(0).path("created_at").asLong() - ofEpoch);
  }

  private boolean hasGoals() throws IOException {
    List<String> names = api.get("/goal").json().path("data").findValuesAsText("name");
    return names.containsAll(DemoGoals.all().keySet());
  }

  private void settle() throws IOException {
    output.begin("Waiting for a few seconds of quiet, after which history counts as complete");
    long until = System.nanoTime() + QUIET.toNanos();
    Waiting.until("some quiet", PATIENCE, () -> System.nanoTime() > until);
  }

  private void define() throws IOException {
    output.begin("Defining two goals");
    for (var goal : DemoGoals.all().entrySet()) {
      api.send("PUT", "/goal/" + TraitlyApi.encoded(goal.getKey()), Json.bytes(goal.getValue()));
    }
    output.end(
        "Defined the goals \"%s\".".formatted(String.join("\" and \"", DemoGoals.all().keySet())));
  }

  /** Waits until every goal has learnt the stored history, and has announced what it predicts. */
  private void learn() throws IOException {
    for (String goal : DemoGoals.all().keySet()) {
      String path = "/goal/" + TraitlyApi.encoded(goal);
      output.begin("Learning the goal \"%s\" from history".formatted(goal));
      Waiting.until("the history of " + goal, PATIENCE, () -> isApplied(path));
      Waiting.until("the model of " + goal, PATIENCE, () -> isLearnt(path));
      output.end(
          text(
              "Learnt the goal \"%s\" from %,d windows whose time is over.",
              goal, model(path).path("windows").asLong()));
    }
    output.begin("Receiving what Traitly announces of each customer");
    inbox.beginQuiet();
    Waiting.until("webhooks", PATIENCE, this::isAnnounced);
  }

  /** Whether all customers are in the goal and announced, or no webhook has come for long. */
  private boolean isAnnounced() throws IOException {
    JsonNode report = Survey.report(api, DemoGoals.CONVERSION);
    long open = report.path("active").asLong();
    int announced = Survey.list(api, DemoGoals.CONVERSION).size();
    boolean all = report.path("enrolled").asLong() >= CUSTOMERS && announced >= open;
    output.progress(
        text(
            "%,d of %,d customers announced, %,d webhooks received",
            announced, open, inbox.counts().all()));
    return inbox.isQuiet(all ? SHORT : LONG);
  }

  private boolean isApplied(String path) throws IOException {
    JsonNode backfill = api.get(path).json().at("/data/0/backfill");
    if (backfill.path("total").asLong() > 0) {
      output.progress(
          text(
              "the history of %,d of %,d customers is read",
              backfill.path("done").asLong(), backfill.path("total").asLong()));
    }
    return backfill.path("complete").asBoolean();
  }

  private boolean isLearnt(String path) throws IOException {
    JsonNode model = model(path);
    output.progress(
        text("learnt from %,d windows whose time is over", model.path("windows").asLong()));
    return model.path("settled").asBoolean() && model.path("windows").asLong() > 0;
  }

  @SuppressWarnings("AnnotateFormatMethod") // all formats are constants
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private JsonNode model(String path) throws IOException {
    return api.get(path + "/model").json().at("/data/0");
  }
}
