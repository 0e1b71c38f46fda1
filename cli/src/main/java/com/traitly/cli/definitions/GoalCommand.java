package com.traitly.cli.definitions;

import com.traitly.cli.ExitCodes;
import com.traitly.cli.api.Connection;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.cli.view.GoalPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code traitly goal} and its subcommands. */
@Command(
    name = "goal",
    description = {
      "Shows how a goal is doing; or, with a subcommand, keeps goals and webhook endpoints as YAML"
          + " files, one each.",
    },
    mixinStandardHelpOptions = true,
    subcommands = {GoalCommand.Plan.class, GoalCommand.Apply.class, GoalCommand.Export.class},
    footer = {
      "",
      "Examples:",
      "  traitly goal \"30-day Conversion\"",
      "  traitly goal export goals/   # then edit a file",
      "  traitly goal plan goals/ --backtest",
      "  traitly goal apply goals/",
    })
public final class GoalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The goal to show")
  private String name = "";

  @Option(names = "--json", description = "Print what the API answers")
  private boolean json;

  @Mixin private Connection connection = new Connection();

  @Override
  public Integer call() throws IOException {
    if (name.isBlank()) {
      throw new ParameterException(spec.commandLine(), "say which goal, or what to do");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (TraitlyApi api = connection.open()) {
      GoalPage page = GoalPage.of(api, name);
      out.print(json ? page.json() + "\n" : page.text());
    }
    out.flush();
    return ExitCodes.DONE;
  }

  /** What all of them need. */
  abstract static class OnFolder implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "Folder of the YAML files")
    private Path folder = Path.of("");

    @Mixin private Connection connection = new Connection();

    @Override
    public Integer call() throws IOException {
      try (TraitlyApi api = connection.open()) {
        return call(api, folder, spec.commandLine().getOut());
      } finally {
        spec.commandLine().getOut().flush();
      }
    }

    abstract int call(TraitlyApi api, Path folder, PrintWriter out) throws IOException;

    /** The changes, printed. */
    static List<Change> plan(TraitlyApi api, Path folder, boolean backtest, PrintWriter out)
        throws IOException {
      List<Change> changes = new ChangePlan(api).changes(DefinitionFiles.read(folder));
      for (Change change : changes) {
        out.println(change.text());
        if (backtest && change.sort() == Sort.GOAL && change.body() != null) {
          out.println("      " + new GoalBacktest(api).sentence(change));
        }
      }
      if (changes.isEmpty()) {
        out.println("No changes.");
      }
      return changes;
    }
  }

  /** Shows what would change. */
  @Command(
      name = "plan",
      description =
          "Shows field by field what apply would change, and what that does to customers.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  traitly goal plan goals/ --backtest"})
  static final class Plan extends OnFolder {
    @Option(
        names = "--backtest",
        description = "Try each new or changed goal on the stored history and say what that tells")
    private boolean backtest;

    @Override
    int call(TraitlyApi api, Path folder, PrintWriter out) throws IOException {
      plan(api, folder, backtest, out);
      return ExitCodes.DONE;
    }
  }

  /** Changes it. */
  @Command(
      name = "apply",
      description = {
        "Shows the plan and applies exactly that.",
        "What somebody else changes in between is refused, not overwritten."
      },
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  traitly goal apply goals/ --allow-delete"})
  static final class Apply extends OnFolder {
    @Option(
        names = "--allow-delete",
        description = "Delete goals and endpoints that no file defines; otherwise they stay")
    private boolean allowDelete;

    @Override
    int call(TraitlyApi api, Path folder, PrintWriter out) throws IOException {
      List<Change> changes = plan(api, folder, false, out);
      Application application = new Application(api, out);
      int kept = 0;
      for (Change change : changes) {
        if (change.action() == Change.Action.DELETE && !allowDelete) {
          kept++;
        } else {
          application.apply(change);
        }
      }
      if (kept > 0) {
        out.println(
            "Kept what no file defines (%d): say --allow-delete to delete it.".formatted(kept));
      }
      return ExitCodes.DONE;
    }
  }

  /** Writes what is in force. */
  @Command(
      name = "export",
      description = "Writes each goal and endpoint in force to a file; secrets stay masked.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example:", "  traitly goal export goals/"})
  static final class Export extends OnFolder {
    @Override
    int call(TraitlyApi api, Path folder, PrintWriter out) throws IOException {
      for (InForce one : InForce.all(api)) {
        out.println(DefinitionFiles.write(folder, one.sort(), one.exported()));
      }
      return ExitCodes.DONE;
    }
  }
}
