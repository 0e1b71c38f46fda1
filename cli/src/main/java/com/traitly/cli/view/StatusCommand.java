package com.traitly.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.cli.ExitCodes;
import com.traitly.cli.api.Connection;
import com.traitly.cli.api.TraitlyApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code traitly status}. */
@Command(
    name = "status",
    description = "Says whether every part is ready, and which topics can be consumed.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  traitly status --url https://traitly.example.com"})
public final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Print what the API answers")
  private boolean json;

  @Mixin private Connection connection = new Connection();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TraitlyApi api = connection.open()) {
      JsonNode health = api.open("/health/ready").json();
      boolean ready = health.path("ready").asBoolean();
      if (json) {
        out.println(health);
      } else {
        out.println(ready ? "Traitly is ready." : "Traitly is not ready:");
        health.path("waiting_for").forEach(reason -> out.println("  " + reason.asText()));
        topics(api.open("/asyncapi.json").json(), out);
      }
      out.flush();
      return ready ? ExitCodes.DONE : ExitCodes.ABORTED;
    }
  }

  private static void topics(JsonNode asyncApi, PrintWriter out) {
    List<String> brokers = asyncApi.path("servers").findValuesAsText("host");
    String bootstrap = String.join(",", brokers);
    out.println();
    out.println("Topics on " + bootstrap + ", and a command that prints each:");
    for (JsonNode channel : asyncApi.path("channels")) {
      String topic = channel.path("address").asText();
      out.println();
      out.println("  " + topic + ": " + channel.path("description").asText());
      out.println("      kcat -C -b " + bootstrap + " -t " + topic);
    }
  }
}
