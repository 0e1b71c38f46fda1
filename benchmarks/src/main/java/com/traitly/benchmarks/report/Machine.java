package com.traitly.benchmarks.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When, on what commit and on what machine a measurement was taken.
 *
 * @param commit short hash of the checked-out commit, with a plus when files differ from it
 */
public record Machine(LocalDate day, String commit, String java, int cores) {
  /** Describes this machine, today. */
  public static Machine current() {
    String changed = git("status", "--porcelain", "--untracked-files=no", ":!benchmarks/results");
    return new Machine(
        LocalDate.now(ZoneOffset.UTC),
        git("rev-parse", "--short", "HEAD") + (changed.isEmpty() ? "" : "+"),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
  }

  /** Formats this as a part of a sentence. */
  public String text() {
    return "on %s with commit `%s`, Java %s, %d cores".formatted(day, commit, java, cores);
  }

  /** Returns a new object that starts with these fields. */
  public ObjectNode json() {
    return Json.object()
        .put("day", day.toString())
        .put("commit", commit)
        .put("java", java)
        .put("cores", cores);
  }

  private static String git(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process git = new ProcessBuilder(command).start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException noGit) {
      return "unknown";
    }
  }
}
