package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.Terminal;
import com.traitly.cli.checkpoint.Place;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Says how an import goes: to people a bar and sentences, to programs a JSON object a line, every
 * two seconds and at the end.
 */
final class ImportOutput implements AutoCloseable {
  private static final int EVERY_MILLIS = 250;
  private static final int TOLD_KINDS = 10;

  private final boolean json;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Import.Plan plan;
  private final Import run;
  private final Place reached;
  private final long began = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final @Nullable ProgressBar bar;
  private long ticks;

  private ImportOutput(
      boolean json, CommandLine command, Import.Plan plan, Import run, Place reached)
      throws IOException {
    this.json = json;
    out = command.getOut();
    err = command.getErr();
    this.plan = plan;
    this.run = run;
    this.reached = reached;
    bar = json || !Terminal.isPresent() ? null : bar(ImportCommand.size(plan.files()));
    if (reached.row() > 0 || reached.file() > 0) {
      resumed();
    }
    var unused =
        clock.scheduleAtFixedRate(this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  static ImportOutput of(
      Terminal.@Nullable Form form,
      CommandLine command,
      Import.Plan plan,
      Import run,
      Place reached)
      throws IOException {
    return new ImportOutput(Terminal.Form.isJson(form), command, plan, run, reached);
  }

  /** The end, or the place where it was stopped. */
  void finish(boolean complete, long refusedBefore) {
    close();
    Progress progress = run.progress();
    long refused = progress.rejected() + refusedBefore;
    if (json) {
      ObjectNode line = figures(complete ? "done" : "stopped");
      line.put("rejected", refused);
      if (refused > 0) {
        line.put("rejects", plan.rejects().path().toString());
        ObjectNode reasons = line.putObject("reasons");
        plan.rejects().kinds().forEach(reasons::put);
      }
      print(line);
      return;
    }
    out.println(
        text(
            "%s: %,d %s, %,d rejected, in %.1f s (%,.0f rows/s).",
            complete ? "Done" : "Stopped; the same command goes on from here",
            progress.taken(),
            plan.validateOnly() ? "would be taken" : "taken",
            refused,
            seconds(),
            progress.rows() / seconds()));
    if (refused > 0) {
      out.println(
          "The rejected rows and their reasons are in %s; mend and import that file:"
              .formatted(plan.rejects().path()));
      plan.rejects().kinds().entrySet().stream()
          .limit(TOLD_KINDS)
          .forEach(kind -> out.println(text("  %,8d × %s", kind.getValue(), kind.getKey())));
    }
    out.flush();
  }

  /** What a dry run found. */
  void show(DryRun trial) {
    if (json) {
      print(trial.json());
    } else {
      out.println(trial.text());
      out.flush();
    }
  }

  /** It failed; the failure itself is told by whoever catches it. */
  void abort() {
    close();
    Place done = run.progress().done();
    if (plan.checkpoint() != null && (done.row() > 0 || done.file() > 0)) {
      String sentence =
          text(
              "Stopped: everything up to row %,d of %s is done. The same command goes on from there.",
              done.row(), plan.files().get(done.file()));
      err.println(sentence);
      err.flush();
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    if (bar != null) {
      bar.close();
    }
  }

  private void resumed() {
    String file = plan.files().get(reached.file());
    if (json) {
      print(Json.object().put("type", "resumed").put("file", file).put("row", reached.row()));
    } else {
      out.println(text("Goes on behind row %,d of %s.", reached.row(), file));
      out.flush();
    }
  }

  private void tick() {
    ticks++;
    if (bar != null) {
      bar.stepTo(plan.inputs().read().get());
      bar.setExtraMessage(
          text(
              "%,.0f rows/s, %,d rejected",
              run.progress().rows() / seconds(), run.progress().rejected()));
    } else if (json && ticks % 8 == 0) {
      print(figures("progress"));
    }
  }

  private ObjectNode figures(String type) {
    Progress progress = run.progress();
    return Json.object()
        .put("type", type)
        .put("rows", progress.rows())
        .put("taken", progress.taken())
        .put("rejected", progress.rejected())
        .put("bytes_read", plan.inputs().read().get())
        .put("seconds", Math.round(seconds() * 10) / 10.0)
        .put("rows_per_second", Math.round(progress.rows() / seconds()));
  }

  private synchronized void print(ObjectNode line) {
    out.println(line);
    out.flush();
  }

  private double seconds() {
    return Math.max(1e-3, (System.nanoTime() - began) / 1e9);
  }

  private static ProgressBar bar(long bytes) {
    return new ProgressBarBuilder()
        .setTaskName("import")
        .setUnit(" MiB", 1 << 20)
        .setInitialMax(bytes == 0 ? -1 : bytes)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(EVERY_MILLIS)
        .build();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the formats are constants above
  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
