package com.traitly.cli.imports;

import com.traitly.cli.ExitCodes;
import com.traitly.cli.StopOnSignal;
import com.traitly.cli.Terminal;
import com.traitly.cli.api.Connection;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.cli.checkpoint.Checkpoint;
import com.traitly.cli.checkpoint.Place;
import com.traitly.cli.input.Inputs;
import com.traitly.cli.input.UnusableInput;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code traitly import}. */
@Command(
    name = "import",
    description = {
      "Imports events or customers from CSV, NDJSON, JSON or Parquet files, plain or compressed with gzip or zstd.",
      "It can be stopped at any time: the same command goes on where it stopped, and nothing counts twice.",
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 done, 1 done but rows were refused, 2 wrong usage, 3 stopped before the end.",
      "",
      "Examples:",
      "  traitly import events.csv.gz --map customer_id=user_id,name=action,created_at=time",
      "  traitly import crm/ --kind customers --set plan=Trial --dry-run",
      "  zcat events.ndjson.gz | traitly import -",
    })
public final class ImportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files, folders, or - for standard input")
  private List<String> named = List.of();

  @ArgGroup(heading = "%nWhat the columns are:%n", exclusive = false)
  private MappingOptions mapping = new MappingOptions();

  @Option(
      names = "--encoding",
      paramLabel = "CHARSET",
      defaultValue = "UTF-8",
      description =
          "Encoding of CSV files, for example windows-1252; UTF-16 is recognised by itself. Default: ${DEFAULT-VALUE}")
  private Charset encoding = StandardCharsets.UTF_8;

  @Option(
      names = "--dry-run",
      description = "Check every row on the server, store nothing, and propose goals")
  private boolean dryRun;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Where refused rows go, each with its reason, to be mended and imported."
              + " Default: the first file's name with .rejects.ndjson behind it, here")
  private @Nullable Path rejectsFile;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description = "Requests at once. Default: ${DEFAULT-VALUE}")
  private int concurrency = 4;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Rows a second at most. Default: as fast as it goes")
  private int rate;

  @Option(
      names = "--checkpoints",
      paramLabel = "DIR",
      defaultValue = ".traitly",
      description = "Where to remember how far an import got. Default: ${DEFAULT-VALUE}")
  private Path checkpoints = Path.of(".traitly");

  @Option(
      names = "--restart",
      description = "Begin with the first row, whatever an earlier run did")
  private boolean restart;

  @Option(names = "--force", description = "Go on with an import that is older than seven days")
  private boolean force;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "text or json. Default: text on a terminal, otherwise JSON lines")
  private Terminal.@Nullable Form form;

  @Mixin private Connection connection = new Connection();

  @Override
  public Integer call() throws IOException {
    requireSensible();
    List<String> files = Inputs.files(named, this::passedOver);
    AtomicLong bytes = new AtomicLong();
    Checkpoint checkpoint = checkpoint(files);
    Place reached = restart || dryRun ? Place.START : checkpoint.load(force);
    Rejects rejects = rejects(files);
    DryRun trial = new DryRun();
    Import.Plan plan =
        new Import.Plan(
            files,
            new Inputs(encoding, bytes),
            mapping,
            dryRun ? null : checkpoint,
            rejects,
            dryRun ? trial : (kind, row, item) -> {},
            dryRun,
            concurrency,
            rate);
    try (TraitlyApi api = connection.open()) {
      Import run = new Import(plan, api, reached);
      ImportOutput output = ImportOutput.of(form, spec.commandLine(), plan, run, reached);
      StopOnSignal signal = new StopOnSignal(run::stop, () -> ExitCodes.ABORTED);
      try {
        return execute(run, output, rejects, trial);
      } finally {
        try {
          run.close();
        } finally {
          signal.close();
        }
      }
    }
  }

  private void passedOver(String file) {
    spec.commandLine().getErr().println("import: %s is empty and passed over.".formatted(file));
  }

  private Checkpoint checkpoint(List<String> files) {
    return new Checkpoint(
        checkpoints,
        String.join(
            "\n",
            connection.url().toString(),
            mapping.fingerprint(),
            encoding.name(),
            absolute(files).toString()),
        InstantSource.system().instant());
  }

  private int execute(Import run, ImportOutput output, Rejects rejects, DryRun trial)
      throws IOException {
    try (output) {
      boolean complete = run.run();
      output.finish(complete, rejects.kept());
      if (dryRun) {
        output.show(trial);
      }
      if (!complete) {
        return ExitCodes.ABORTED;
      }
      return run.progress().rejected() + rejects.kept() == 0 ? ExitCodes.DONE : ExitCodes.REJECTS;
    } catch (UnusableInput e) {
      output.abort();
      if (run.progress().rows() > 0) {
        throw new IOException(e.getMessage(), e);
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      output.abort();
      throw e;
    }
  }

  private void requireSensible() {
    if (concurrency < 1 || concurrency > 64) {
      throw new ParameterException(spec.commandLine(), "--concurrency must be from 1 to 64");
    }
    if (rate < 0) {
      throw new ParameterException(spec.commandLine(), "--rate must not be negative");
    }
    if (named.size() > 1 && named.contains(Inputs.STANDARD)) {
      throw new UnusableInput("standard input (-) can only be imported alone.");
    }
  }

  private Rejects rejects(List<String> files) {
    List<String> names = absolute(files);
    Path refused = rejectsPath(files.getFirst());
    if (names.contains(absolute(refused.toString()))) {
      throw new UnusableInput(refused + " is imported: name another file with --rejects.");
    }
    return new Rejects(refused, names);
  }

  private Path rejectsPath(String first) {
    if (rejectsFile != null) {
      return rejectsFile;
    }
    Path name = Path.of(first).getFileName();
    String base = first.equals(Inputs.STANDARD) || name == null ? "stdin" : name.toString();
    return Path.of(base + (dryRun ? ".dry-run" : "") + Inputs.REJECTS);
  }

  private static List<String> absolute(List<String> files) {
    return files.stream().map(ImportCommand::absolute).toList();
  }

  private static String absolute(String file) {
    return file.equals(Inputs.STANDARD)
        ? file
        : Path.of(file).toAbsolutePath().normalize().toString();
  }

  /** Total size of the files; 0 when it is not known. */
  static long size(List<String> files) throws IOException {
    long size = 0;
    for (String file : files) {
      if (file.equals(Inputs.STANDARD)) {
        return 0;
      }
      size += Files.size(Path.of(file));
    }
    return size;
  }
}
