package com.traitly.benchmarks.harness;

import com.traitly.benchmarks.report.Report;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.client.TemporaryDirectory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What every measurement begins with: its arguments, a directory, and a broker. Afterwards it
 * closes everything that was opened on it, handles the report and sets the exit code.
 *
 * <p>Arguments are {@code --name} or {@code --name=number}.
 */
public final class Scenario {
  private static final Path RESULTS = Path.of("benchmarks", "results");

  private final CloseAll opened = new CloseAll();
  private final Path directory;
  private final Map<String, String> given;
  private final Set<String> known = new TreeSet<>();
  private @Nullable Broker broker;

  private Scenario(Path directory, Map<String, String> given) {
    this.directory = directory;
    this.given = given;
  }

  /** A measurement that has read its arguments. */
  public interface Bench {
    /**
     * Measures.
     *
     * @throws CallFailed when there is nothing worth reporting, with the reason
     */
    Report measure() throws Exception;
  }

  /**
   * Measures, prints the report, writes it to {@code benchmarks/results} and ends the JVM. When
   * there is nothing to report it prints one sentence and exits with code 1.
   *
   * @param bench sets up the measurement and asks for all arguments that it knows
   */
  public static void run(String name, String[] arguments, Function<Scenario, Bench> bench)
      throws Exception {
    int exitCode = 0;
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-" + name)) {
      Report report = measure(new Scenario(directory.path(), given(arguments)), bench);
      System.out.println(report.markdown());
      report.writeTo(RESULTS);
      System.out.println("Written to " + RESULTS);
    } catch (CallFailed | StartupFailure failure) {
      System.err.println("The measurement failed: " + failure.getMessage());
      exitCode = 1;
    }
    System.exit(exitCode);
  }

  /** Says whether an argument was given. */
  public boolean has(String name) {
    return asked(name) != null;
  }

  /**
   * Returns the whole number that was given as an argument.
   *
   * @throws CallFailed when the value is not a number
   */
  public int number(String name, int fallback) {
    String text = asked(name);
    try {
      return text == null ? fallback : Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new CallFailed("--%s=%s is not a whole number".formatted(name, text), notANumber);
    }
  }

  /** Returns where data goes; it is deleted afterwards. */
  public Path directory() {
    return directory;
  }

  /** Returns the one broker of the measurement, started when it is first asked for. */
  public Broker broker() {
    Broker running = broker;
    if (running == null) {
      running = open(Broker.start(directory.resolve("broker")));
      broker = running;
    }
    return running;
  }

  /** Prepares the product's services under a topic prefix; none is started yet. */
  public Services services(String prefix) {
    return open(new Services(broker(), directory.resolve("services-" + prefix), prefix));
  }

  /** Creates the population of a topic prefix, and its topics. */
  public Population population(String prefix) {
    return open(new Population(broker(), prefix));
  }

  /** Remembers to close a resource, the last one first, and gives it back. */
  public <T extends AutoCloseable> T open(T resource) {
    return opened.add(resource);
  }

  private static Report measure(Scenario scenario, Function<Scenario, Bench> bench)
      throws Exception {
    try (scenario.opened) {
      Bench ready = bench.apply(scenario);
      for (String each : scenario.given.keySet()) {
        if (!scenario.known.contains(each)) {
          throw new CallFailed(
              "%s means nothing here; known are %s".formatted(each, scenario.known));
        }
      }
      return ready.measure();
    }
  }

  private static Map<String, String> given(String[] arguments) {
    Map<String, String> given = new HashMap<>();
    for (String each : arguments) {
      String[] parts = each.split("=", 2);
      given.put(parts[0], parts.length == 2 ? parts[1].replace("_", "") : "");
    }
    return given;
  }

  private @Nullable String asked(String name) {
    known.add("--" + name);
    return given.get("--" + name);
  }
}
