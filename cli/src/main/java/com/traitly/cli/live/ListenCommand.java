package com.traitly.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.ExitCodes;
import com.traitly.cli.StopOnSignal;
import com.traitly.cli.Terminal;
import com.traitly.cli.api.ApiRefusal;
import com.traitly.cli.api.Connection;
import com.traitly.cli.api.ServerEvents;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code traitly listen}. */
@Command(
    name = "listen",
    description = {
      "Brings webhooks to this machine, which nothing outside needs to reach.",
      "They come with the same ids, bytes, headers and retries as at a URL, signed with the secret that is printed. Without --forward-to they are shown and answered 200.",
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  traitly listen",
      "  traitly listen --forward-to http://localhost:3000/hook --events goal-propensity-change",
    })
public final class ListenCommand implements Callable<Integer> {
  /** Shown of an endpoint whose webhooks are forwarded nowhere. */
  private static final String NOWHERE = "http://localhost/";

  private static final int SIGN_OF_LIFE_SECONDS = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--forward-to",
      paramLabel = "URL",
      description = "Where to send them, for example http://localhost:3000/hook")
  private @Nullable URI forwardTo;

  @Option(
      names = "--events",
      paramLabel = "KIND",
      split = ",",
      description = "Which: goal-propensity-change, recommended-next-actions. Default: both")
  private List<String> events = List.of();

  @Option(
      names = "--goal",
      paramLabel = "NAME",
      description = "Only of this goal; may be given several times. Default: all goals")
  private List<String> goals = List.of();

  @Option(names = "--bodies", description = "Show the body of each webhook that is forwarded, too")
  private boolean bodies;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "text or json. Default: text on a terminal, otherwise JSON lines")
  private Terminal.@Nullable Form form;

  @Mixin private Connection connection = new Connection();

  @Override
  public Integer call() throws IOException {
    if (forwardTo != null && (forwardTo.getHost() == null || !isHttp(forwardTo))) {
      throw new UnusableInput(
          "--forward-to %s is no address; it looks like http://localhost:3000/hook."
              .formatted(forwardTo));
    }
    ListenOutput output =
        new ListenOutput(
            spec.commandLine().getOut(),
            spec.commandLine().getErr(),
            Terminal.Form.isJson(form),
            bodies || forwardTo == null);
    try (TraitlyApi api = connection.open()) {
      JsonNode endpoint = register(api);
      String id = endpoint.path("id").asText();
      listen(api, id, endpoint.path("secret").asText(), output);
    }
    return ExitCodes.DONE;
  }

  private static boolean isHttp(URI url) {
    return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
  }

  private JsonNode register(TraitlyApi api) throws IOException {
    ObjectNode wanted =
        Json.object()
            .put("url", forwardTo == null ? NOWHERE : forwardTo.toString())
            .put("listener", true);
    if (!events.isEmpty()) {
      events.forEach(wanted.putArray("objects")::add);
    }
    if (!goals.isEmpty()) {
      goals.forEach(wanted.putArray("goal_names")::add);
    }
    try {
      return api.create("/webhook", Json.bytes(wanted)).json().path("data").path(0);
    } catch (ApiRefusal refused) {
      throw refused.ofOptions();
    }
  }

  private void listen(TraitlyApi api, String id, String secret, ListenOutput output)
      throws IOException {
    output.registered(id, secret, forwardTo == null ? null : forwardTo.toString());
    ScheduledExecutorService alive =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    try (LocalProgram application = new LocalProgram(forwardTo);
        Forwarding forwarding = new Forwarding(api, id, application, output);
        ServerEvents stream = connection.stream("/webhook/" + TraitlyApi.encoded(id) + "/live")) {
      var unused =
          alive.scheduleAtFixedRate(
              () -> {
                if (stream.isConnected()) {
                  forwarding.stillHere();
                }
              },
              SIGN_OF_LIFE_SECONDS,
              SIGN_OF_LIFE_SECONDS,
              TimeUnit.SECONDS);
      StopOnSignal signal = new StopOnSignal(stream::stop, () -> ExitCodes.DONE);
      try {
        stream.follow(forwarding);
      } finally {
        alive.shutdownNow();
        remove(api, id, output);
        signal.close();
      }
    }
  }

  /** An endpoint that is left behind is removed by the server an hour later. */
  private static void remove(TraitlyApi api, String id, ListenOutput output) {
    try {
      api.stopRetrying();
      var unused = api.delete("/webhook/" + id, Map.of());
    } catch (IOException | RuntimeException e) {
      if (!(e instanceof ApiRefusal refused && refused.status() == 404)) {
        output.trouble("the endpoint stays for an hour: " + e.getMessage());
      }
    }
  }
}
