package com.traitly.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.cli.ExitCodes;
import com.traitly.cli.StopOnSignal;
import com.traitly.cli.Terminal;
import com.traitly.cli.api.ApiRefusal;
import com.traitly.cli.api.Connection;
import com.traitly.cli.api.ServerEvent;
import com.traitly.cli.api.ServerEvents;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code traitly tail}. */
@Command(
    name = "tail",
    description = {
      "Shows what happens now: events, predictions, deliveries of webhooks, or what was rejected.",
      "The server filters. When the connection breaks, it goes on where it broke.",
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  traitly tail events --name \"Style Widget\"",
      "  traitly tail predictions --goal \"30-day Conversion\" --customer 123",
      "  traitly tail deliveries --outcome given_up",
    })
public final class TailCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}")
  private What what = What.EVENTS;

  @Option(names = "--customer", paramLabel = "ID", description = "Only about this customer")
  private @Nullable String customer;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Only events of this name; also of rejected ones")
  private @Nullable String name;

  @Option(
      names = "--goal",
      paramLabel = "NAME",
      description = "Only predictions or deliveries of this goal")
  private @Nullable String goal;

  @Option(
      names = "--object",
      paramLabel = "KIND",
      description = {
        "Only this kind: goal-propensity-change or recommended-next-actions;",
        "of what was rejected: event, customer or dead_letter",
      })
  private @Nullable String object;

  @Option(
      names = "--endpoint",
      paramLabel = "ID",
      description = "Only deliveries to this webhook endpoint")
  private @Nullable String endpoint;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Only deliveries that ended so: delivered, retry_later or given_up")
  private @Nullable String outcome;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "text or json. Default: text on a terminal, otherwise JSON lines")
  private Terminal.@Nullable Form form;

  @Mixin private Connection connection = new Connection();

  /** What can be watched. */
  enum What {
    EVENTS("/event/live"),
    PREDICTIONS("/prediction/live"),
    DELIVERIES("/delivery/live"),
    REJECTED("/rejected/live");

    private final String path;

    What(String path) {
      this.path = path;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean json = Terminal.Form.isJson(form);
    try (ServerEvents stream = connection.stream(what.path + query())) {
      StopOnSignal signal = new StopOnSignal(stream::stop, () -> ExitCodes.DONE);
      try {
        stream.follow(json ? new JsonLines(out) : new TextLines(out, what, Terminal.hasColours()));
      } catch (ApiRefusal refused) {
        throw refused.ofOptions();
      } finally {
        signal.close();
      }
    }
    return ExitCodes.DONE;
  }

  private String query() {
    Map<String, @Nullable String> filters = new LinkedHashMap<>();
    filters.put("customer_id", customer);
    filters.put("name", name);
    filters.put("goal_name", goal);
    filters.put("object", object);
    filters.put("endpoint_id", endpoint);
    filters.put("outcome", outcome);
    String query =
        filters.entrySet().stream()
            .filter(each -> each.getValue() != null)
            .map(each -> each.getKey() + "=" + TraitlyApi.encoded(String.valueOf(each.getValue())))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  /** An item a line, as the server sent it; other lines have a {@code type}. */
  private record JsonLines(PrintWriter out) implements ServerEvents.Listener {
    @Override
    public void connected(boolean again) {
      print(Json.object().put("type", "connected").put("again", again));
    }

    @Override
    public void event(ServerEvent event) {
      if (event.name().equals("left_out")) {
        print(
            Json.object()
                .put("type", "left_out")
                .setAll(Map.of("count", json(event).path("count"))));
      } else {
        out.println(event.data());
        out.flush();
      }
    }

    private void print(JsonNode line) {
      out.println(line);
      out.flush();
    }
  }

  /** A line of text for each item. */
  private record TextLines(PrintWriter out, What what, boolean coloured)
      implements ServerEvents.Listener {
    @Override
    public void connected(boolean again) {
      print(again ? "-- connected again --" : "-- waiting for %s --".formatted(what));
    }

    @Override
    public void event(ServerEvent event) {
      if (event.name().equals("left_out")) {
        JsonNode count = json(event).path("count");
        print(
            count.isNumber()
                ? "-- %s left out: they came faster than they could be shown --"
                    .formatted(count.asText())
                : "-- some are left out: the connection was broken for too long --");
      } else {
        print(new TailLine(json(event), coloured).text(what));
      }
    }

    private void print(String line) {
      out.println(line);
      out.flush();
    }
  }

  private static JsonNode json(ServerEvent event) {
    return Json.read(event.data().getBytes(StandardCharsets.UTF_8));
  }
}
