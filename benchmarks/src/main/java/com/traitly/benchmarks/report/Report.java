package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The figures of one measurement, with what is needed to judge them, as Markdown and JSON. Not
 * thread-safe.
 */
public final class Report {
  private final String name;
  private final String title;
  private final String prose;
  private final ObjectNode json;
  private final Machine machine;
  private final List<String> parts = new ArrayList<>();

  /**
   * Creates an empty report.
   *
   * @param name the name of the files, and of the make target after {@code bench-}
   * @param prose what was measured and how, in Markdown
   */
  public Report(String name, String title, String prose) {
    this.name = name;
    this.title = title;
    this.prose = prose;
    machine = Machine.current();
    json = machine.json();
  }

  /**
   * Adds a table.
   *
   * @param key its name in JSON
   * @param head the names of its columns, separated by bars
   */
  public Report table(String key, String head, List<? extends Row> rows) {
    long columns = head.chars().filter(each -> each == '|').count() + 1;
    add(key, "| " + head + " |\n|" + "---|".repeat((int) columns), rows);
    return this;
  }

  /** Adds a part in Markdown, with whatever it says in JSON. */
  public Report part(String markdown, Consumer<ObjectNode> figures) {
    parts.add(markdown.strip());
    figures.accept(json);
    return this;
  }

  /** Adds the comparison of the figures with their targets. */
  public Report judged(List<Judgement> judgements) {
    add("judgements", Judgement.HEAD, judgements);
    return this;
  }

  /** Returns the whole text. */
  public String markdown() {
    return """
    # %s

    %s
    Measured %s.

    %s

    Written by `make bench-%s`.
    """
        .formatted(title, prose.strip(), machine.text(), String.join("\n\n", parts), name);
  }

  /** Writes {@code <name>.json} and {@code <name>.md}. */
  public void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(name + ".json"), json.toPrettyString() + "\n");
    Files.writeString(directory.resolve(name + ".md"), markdown());
  }

  private void add(String key, String head, List<? extends Row> rows) {
    parts.add(head + "\n" + rows.stream().map(Row::markdown).collect(Collectors.joining("\n")));
    rows.forEach(each -> json.withArray(key).add(each.json()));
  }
}
