package com.traitly.cli.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.ExitCodes;
import com.traitly.cli.api.Connection;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code traitly customer}. */
@Command(
    name = "customer",
    description =
        "Shows a customer: who it is, how likely it reaches its goal and why, what to do next.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  traitly customer 123 --goal \"30-day Conversion\""})
public final class CustomerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "The customer's id")
  private String id = "";

  @Option(
      names = "--goal",
      paramLabel = "NAME",
      description = "A goal. Default: the open one of highest priority")
  private @Nullable String goal;

  @Option(names = "--json", description = "Print what the API answers")
  private boolean json;

  @Mixin private Connection connection = new Connection();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (TraitlyApi api = connection.open()) {
      JsonNode customer =
          api.get("/customer/" + TraitlyApi.encoded(id)).json().path("data").path(0);
      JsonNode lookup = api.get(lookup()).json();
      if (json) {
        ObjectNode both = Json.object();
        both.set("customer", customer);
        both.set("lookup", lookup);
        out.println(both);
      } else {
        out.print(new CustomerPage(customer, lookup).text());
      }
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private String lookup() {
    String path = "/recommended-next-action?explain=true&customer_id=" + TraitlyApi.encoded(id);
    return goal == null ? path : path + "&goal_name=" + TraitlyApi.encoded(goal);
  }
}
