package com.traitly.systemtests.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.cli.Traitly;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.process.LocalSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Plans, applies and exports definitions of the whole product. */
class GoalIT {
  private static final String GOAL =
      """
      name: Conversion in %1$s
      entry:
        on: customer_created
        where: {plan: [Trial]}
      window: {days: 30}
      target:
        any:
          - event: Subscribed
      actions:
        - event_name: Style Widget
          target_count: %2$d
      """;
  private static final CloseAll STARTED = new CloseAll();

  @TempDir static Path data;
  private static Standalone product;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    product = STARTED.add(Standalone.start(Config.of(LocalSettings.in(data))));
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  /** What a run of the command printed, and its exit code. */
  private record Said(int code, String text) {}

  @Test
  void whatWasAppliedIsInForceAndNothingIsLeftToDo() throws IOException {
    Files.writeString(folder.resolve("goal.yaml"), GOAL.formatted("spring", 3));
    Files.writeString(
        folder.resolve("endpoint.yaml"),
        """
        url: HTTP://Example.com:80/hook?token=s3cret-s3cret
        objects: goal-propensity-change
        min_delta: 0.10
        headers: {X-Team: growth}
        """);

    assertThat(run("goal", "plan").text())
        .contains("+ goal \"Conversion in spring\"")
        .contains("+ endpoint ");
    assertThat(run("goal", "apply").text()).contains("Saved the goal").contains("whsec_");
    assertThat(run("goal", "plan")).isEqualTo(new Said(0, "No changes.\n"));

    Files.writeString(folder.resolve("goal.yaml"), GOAL.formatted("spring", 5));
    assertThat(run("goal", "plan", "--backtest").text())
        .contains("actions[0].target_count: 3 → 5")
        .contains("No customer has an open window.")
        .contains("Backtest: 0 windows");
    assertThat(run("goal", "apply").code()).isZero();
    assertThat(run("goal", "plan").text()).isEqualTo("No changes.\n");

    Path exported = Files.createDirectory(folder.resolve("exported"));
    assertThat(command("goal", "export", exported.toString()).code()).isZero();
    assertThat(command("goal", "plan", exported.toString()).text()).isEqualTo("No changes.\n");
    assertThat(Files.readString(exported.resolve("goal-conversion-in-spring.yaml")))
        .contains("target_count: 5")
        .doesNotContain("version:");
  }

  @Test
  void whatNoFileDefinesIsDeletedOnlyIfAllowed() throws IOException {
    Files.writeString(folder.resolve("goal.yaml"), GOAL.formatted("autumn", 1));
    assertThat(run("goal", "apply").code()).isZero();
    Files.delete(folder.resolve("goal.yaml"));
    assertThat(run("goal", "apply").text())
        .contains("- goal \"Conversion in autumn\"")
        .contains("--allow-delete");
    assertThat(command("goal", "Conversion in autumn").text()).contains("0 windows");
    assertThat(run("goal", "apply", "--allow-delete").text()).contains("Deleted the goal");
    assertThat(command("goal", "Conversion in autumn").code()).isEqualTo(3);
  }

  @Test
  void aFileThatCannotBeUsedChangesNothing() throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"), GOAL.formatted("winter", 1).replace("days: 30", "days: 0"));
    assertThat(run("goal", "apply").code()).isEqualTo(2);
    Files.writeString(folder.resolve("a.yaml"), "name: [");
    assertThat(run("goal", "plan").text()).contains("a.yaml is no YAML");
    Files.writeString(folder.resolve("a.yaml"), "url: https://example.com/${NOT_THERE}");
    assertThat(run("goal", "plan").text()).contains("no environment variable is called so");
    Files.writeString(folder.resolve("a.yaml"), GOAL.formatted("winter", 1));
    Files.writeString(folder.resolve("b.yaml"), GOAL.formatted("winter", 2));
    assertThat(run("goal", "plan").text()).contains("both define");
  }

  private Said run(String group, String verb, String... more) {
    List<String> arguments = new ArrayList<>(List.of(group, verb, folder.toString()));
    arguments.addAll(List.of(more));
    return command(arguments.toArray(String[]::new));
  }

  private static Said command(String... arguments) {
    StringWriter text = new StringWriter();
    CommandLine line =
        Traitly.commandLine().setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", product.baseUrl(), "--token", product.apiKey()));
    int code = line.execute(all.toArray(String[]::new));
    return new Said(code, text.toString());
  }
}
