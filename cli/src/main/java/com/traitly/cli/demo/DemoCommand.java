package com.traitly.cli.demo;

import com.traitly.cli.StopOnSignal;
import com.traitly.cli.Terminal;
import com.traitly.platform.config.Config;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code traitly demo}. */
@Command(
    name = "demo",
    description = {
      "Starts Traitly, loads sixty simulated days of a trial, and shows what it predicts.",
      "Its data are apart from yours: in the folder demo of TRAITLY_DATA_DIR. Other environment"
          + " variables TRAITLY_* apply as they do to serve; those that name other brokers or topics"
          + " are refused.",
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 2 wrong usage, 3 stopped before the last screen.",
      "",
      "Example:",
      "  traitly demo --once",
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--once",
      description = "Stop after the last screen. Default: run on until Ctrl-C")
  private boolean once;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "text or json. Default: text on a terminal, otherwise JSON lines")
  private Terminal.@Nullable Form form;

  @Override
  public Integer call() throws IOException {
    DemoOutput output = new DemoOutput(spec.commandLine().getOut(), Terminal.Form.isJson(form));
    StoppableRun run = new StoppableRun();
    StopOnSignal signal = new StopOnSignal(run::stop, run::exitCode);
    try {
      run.execute(() -> {
        try (Demo demo = Demo.start(Config.ofEnvironment(), output)) {
          demo.loadAndShow(once);
          run.markDone();
          if (!once) {
            demo.runOn();
          }
        }
      });
    } finally {
      output.close();
      signal.close();
    }
    return run.exitCode();
  }
}
