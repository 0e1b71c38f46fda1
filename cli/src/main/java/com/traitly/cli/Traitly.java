package com.traitly.cli;

import com.traitly.cli.api.ApiRefusal;
import com.traitly.cli.definitions.GoalCommand;
import com.traitly.cli.demo.DemoCommand;
import com.traitly.cli.imports.ImportCommand;
import com.traitly.cli.input.UnusableInput;
import com.traitly.cli.live.ListenCommand;
import com.traitly.cli.live.TailCommand;
import com.traitly.cli.sources.SourceCommand;
import com.traitly.cli.view.CustomerCommand;
import com.traitly.cli.view.StatusCommand;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code traitly}. */
@Command(
    name = "traitly",
    description = "Serves Traitly, brings data into it and shows what comes out.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommands.Serve.class,
      DemoCommand.class,
      ServeCommands.Gateway.class,
      ServeCommands.Processor.class,
      ServeCommands.Sender.class,
      ServeCommands.Query.class,
      ImportCommand.class,
      SourceCommand.class,
      GoalCommand.class,
      CustomerCommand.class,
      StatusCommand.class,
      TailCommand.class,
      ListenCommand.class,
      CompletionCommand.class,
    },
    footer = {
      "",
      "Example:",
      "  traitly serve",
      "  traitly import events.csv.gz --map name=action,created_at=time",
    })
public final class Traitly {
  private Traitly() {}

  /** Runs a command; the process ends with its {@linkplain ExitCodes exit code}. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line with all subcommands. */
  public static CommandLine commandLine() {
    return new CommandLine(new Traitly())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> aborted(failure, command));
  }

  private static int aborted(Exception failure, CommandLine command) {
    return switch (failure) {
      case UnusableInput said -> told(text(said), command, ExitCodes.USAGE);
      case InvalidPathException said ->
          told("no name of a file: " + text(said), command, ExitCodes.USAGE);
      case StartupFailure said -> told(text(said), command, ExitCodes.ABORTED);
      case ApiRefusal said -> told(text(said), command, ExitCodes.ABORTED);
      case AccessDeniedException said ->
          told(said.getFile() + " may not be read or written.", command, ExitCodes.ABORTED);
      case NoSuchFileException said ->
          told(said.getFile() + " is not there.", command, ExitCodes.ABORTED);
      case UncheckedIOException said -> told(text(said), command, ExitCodes.ABORTED);
      case IOException said -> told(text(said), command, ExitCodes.ABORTED);
      default ->
          told(
              "an unexpected failure (%s: %s)"
                  .formatted(failure.getClass().getSimpleName(), text(failure)),
              command,
              ExitCodes.ABORTED);
    };
  }

  private static String text(Exception failure) {
    return String.valueOf(failure.getMessage());
  }

  private static int told(String text, CommandLine command, int code) {
    command.getErr().println(command.getCommandName() + ": " + text);
    return code;
  }
}
