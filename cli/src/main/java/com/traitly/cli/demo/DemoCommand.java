package com.traitly.cli.demo;

import com.traitly.cli.ExitCodes;
import com.traitly.cli.StopOnSignal;
import com.traitly.cli.Terminal;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
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
      "Its data are apart from yours: in the folder demo of TRAITLY_DATA_DIR. The other settings are"
          + " the environment variables TRAITLY_*, too.",
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  traitly demo --once"})
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
    Thread worker = Thread.currentThread();
    AtomicBoolean asked = new AtomicBoolean();
    StopOnSignal signal =
        new StopOnSignal(
            () -> {
              asked.set(true);
              worker.interrupt();
            },
            ExitCodes.DONE);
    try (Demo demo = Demo.start(Config.ofEnvironment(), output)) {
      demo.tell(once);
      if (!once) {
        demo.runOn();
      }
    } catch (InterruptedIOException | StartupFailure e) {
      if (!asked.get()) {
        throw e;
      }
    } finally {
      output.close();
      signal.close();
    }
    return ExitCodes.DONE;
  }
}
