package com.traitly.cli.sources;

import com.traitly.cli.ExitCodes;
import com.traitly.cli.input.UnusableInput;
import com.traitly.gateway.sources.SourceTrial;
import com.traitly.gateway.sources.Sources;
import com.traitly.gateway.sources.format.RegistryAwayException;
import com.traitly.gateway.sources.mapping.Source;
import com.traitly.platform.config.Config;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code traitly source}: Kafka topics of yours as sources. */
@Command(
    name = "source",
    description = "Tries the Kafka topics that TRAITLY_SOURCES names.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  traitly source check sources.yaml"})
public final class SourceCommand {
  private static final int MOST = 1_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** How to say it. */
  enum Form {
    TEXT,
    JSON
  }

  /** Tries the sources of a file. */
  @Command(
      name = "check",
      description = {
        "Reads the first records of each source and says what would be taken, what would be refused, and why.",
        "Writes nothing and leaves no position behind. The broker is that of TRAITLY_KAFKA_BOOTSTRAP, unless the file names another.",
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Exit codes: 0 all would be taken, 1 some would be refused, 2 the file cannot be used, 3 a topic or registry cannot be read.",
        "",
        "Example:",
        "  TRAITLY_KAFKA_BOOTSTRAP=kafka:9092 traitly source check sources.yaml",
      })
  int check(
      @Parameters(paramLabel = "FILE", description = "The file of sources") Path file,
      @Option(
              names = "--records",
              paramLabel = "N",
              defaultValue = "1000",
              description = "How many records of each source. Default: ${DEFAULT-VALUE}")
          int records,
      @Option(
              names = "--output",
              paramLabel = "FORM",
              description = "text or json. Default: text on a terminal, otherwise JSON lines")
          @Nullable Form form)
      throws IOException {
    if (records < 1 || records > MOST) {
      throw new ParameterException(
          spec.commandLine(), "--records must be from 1 to %,d".formatted(MOST));
    }
    List<Source> sources;
    SourceTrial trial;
    try {
      Config config = Config.ofEnvironment();
      sources = Sources.read(file, System::getenv, config);
      trial = new SourceTrial(KafkaAccess.of(config), InstantSource.system());
    } catch (IllegalArgumentException | StartupFailure e) {
      throw new UnusableInput(String.valueOf(e.getMessage()));
    }
    boolean json = form == null ? !Ansi.AUTO.enabled() : form == Form.JSON;
    boolean refused = false;
    for (Source source : sources) {
      CheckOutput output = new CheckOutput(json, spec.commandLine().getOut(), source);
      try {
        trial.run(source, records, output::add);
      } catch (KafkaException | RegistryAwayException e) {
        throw new IOException(
            "source %s cannot be read: %s. Look at its topic, brokers and credentials."
                .formatted(source.name(), reason(e)),
            e);
      }
      output.finish();
      refused |= output.refused() > 0;
    }
    return refused ? ExitCodes.REJECTS : ExitCodes.DONE;
  }

  /** What a client says of itself hides what stopped it. */
  private static String reason(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).replaceFirst("\\.$", "");
  }
}
