package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.Answer;
import com.traitly.cli.api.ApiRefusal;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.cli.checkpoint.Checkpoint;
import com.traitly.cli.checkpoint.Place;
import com.traitly.cli.checkpoint.RowChain;
import com.traitly.cli.input.Inputs;
import com.traitly.cli.input.Row;
import com.traitly.cli.input.RowSource;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One import: reads all files in order, maps each row, sends the items in batches, writes what is
 * refused to the rejects, and saves the place after each answer. What it did stays done whenever it
 * is stopped, and the next run goes on there.
 */
final class Import implements AutoCloseable {
  private final Plan plan;
  private final TraitlyApi api;
  private final Progress progress;
  private final Place reached;
  private final Lanes lanes;
  private final Pace pace;
  private RowChain chain = new RowChain();
  private volatile boolean stopping;

  /**
   * What to do.
   *
   * @param files in order
   * @param checkpoint where to save the place; null to save none
   * @param observer sees every item before it is sent
   */
  record Plan(
      List<String> files,
      Inputs inputs,
      MappingOptions mapping,
      @Nullable Checkpoint checkpoint,
      Rejects rejects,
      RowObserver observer,
      boolean validateOnly,
      int lanes,
      int rowsPerSecond) {}

  Import(Plan plan, TraitlyApi api, Place reached) {
    this.plan = plan;
    this.api = api;
    this.reached = reached;
    progress = new Progress(reached);
    pace = new Pace(plan.rowsPerSecond());
    lanes = new Lanes(plan.lanes(), progress, this::send);
  }

  /** How far it is. */
  Progress progress() {
    return progress;
  }

  /** Asks it to stop after the rows that were read; {@link #run()} returns then. Thread-safe. */
  void stop() {
    stopping = true;
    api.stopRetrying();
  }

  /**
   * Does it; returns whether it got to the end of all files.
   *
   * @throws UnusableInput when a file cannot be used, or is not the one that was imported before
   * @throws IOException when a file ends early, rejects cannot be written, or the API stays away
   */
  boolean run() throws IOException {
    try {
      for (int file = reached.file(); file < plan.files().size() && !stopping; file++) {
        read(file);
      }
      lanes.finish();
    } catch (IOException | RuntimeException failure) {
      // What was read before a failure is sent as well, so that a file's good part is not lost.
      try {
        lanes.finish();
      } catch (IOException | RuntimeException further) {
        // A lane's own failure is told again by finish().
        if (!further.equals(failure)) {
          failure.addSuppressed(further);
        }
      }
      throw failure;
    }
    plan.rejects().begin(reached);
    plan.rejects().flush();
    save();
    if (!stopping && plan.checkpoint() != null) {
      plan.checkpoint().remove();
    }
    return !stopping;
  }

  @Override
  public void close() throws IOException {
    lanes.close();
    plan.rejects().close();
  }

  private void read(int file) throws IOException {
    String name = plan.files().get(file);
    if (file > reached.file()) {
      chain = new RowChain();
    }
    long last = 0;
    try (RowSource source = plan.inputs().open(name)) {
      FirstRows rows = new FirstRows(source);
      List<String> columns = rows.columns();
      @Nullable Mapping mapping = columns.isEmpty() ? null : Mapping.of(plan.mapping(), columns);
      for (Row row = rows.next(); row != null && !stopping; row = rows.next()) {
        last = row.number();
        chain.add(row.fields());
        if (reached.covers(file, last)) {
          requireSame(last);
        } else {
          plan.rejects().begin(reached);
          take(file, row, mapping, source.untyped());
          progress.read(new Place(file, last, chain.text()));
        }
      }
      requireReached(file, last);
    } catch (UnusableInput e) {
      throw e.about(name);
    } catch (IOException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  private void take(int file, Row row, @Nullable Mapping mapping, boolean untyped)
      throws IOException {
    pace.await();
    if (mapping == null || row instanceof Row.Broken) {
      String reason = row instanceof Row.Broken broken ? broken.reason() : "The row has no fields";
      if (mapping != null) {
        plan.observer().saw(mapping.kind(), row, null);
      }
      refuse(file, row, untyped, reason);
      return;
    }
    try {
      ObjectNode item = mapping.item(row.fields(), untyped);
      if (mapping.kind() == Kind.EVENTS && item.path("event_id").isMissingNode()) {
        item.put("event_id", chain.eventId(item));
      }
      plan.observer().saw(mapping.kind(), row, item);
      Batch.Sent sent = new Batch.Sent(mapping.kind(), file, row.number(), row.fields(), untyped);
      lanes.add(item.path("customer_id").asText(), sent, Json.bytes(item));
    } catch (RowRefused e) {
      plan.observer().saw(mapping.kind(), row, null);
      refuse(file, row, untyped, e.reason());
    }
  }

  private void refuse(int file, Row row, boolean untyped, String reason) throws IOException {
    plan.rejects().add(file, row.number(), row.fields(), untyped, reason);
    progress.refused();
  }

  private void requireSame(long row) {
    if (row == reached.row() && !chain.text().equals(reached.chain())) {
      throw new UnusableInput(otherFile());
    }
  }

  private void requireReached(int file, long last) {
    if (!stopping && file == reached.file() && last < reached.row()) {
      throw new UnusableInput(otherFile());
    }
  }

  private String otherFile() {
    return String.format(
        Locale.ROOT,
        "an earlier run imported %,d rows of another file of this name. Say --restart to import"
            + " this one from its first row.",
        reached.row());
  }

  private void send(Batch batch) throws IOException {
    int refused = send(batch, 0, batch.rows().size());
    progress.end(batch.number(), batch.rows().size() - refused, refused);
    save();
  }

  /**
   * Sends a part of a batch. When the request is refused as a whole, its halves are sent, down to
   * the row that spoils it.
   *
   * @return how many rows were refused
   */
  private int send(Batch batch, int from, int to) throws IOException {
    String path = batch.kind().path() + (plan.validateOnly() ? "?validate=true" : "");
    Answer answer;
    try {
      answer = api.send("POST", path, batch.body(from, to));
    } catch (ApiRefusal refusal) {
      if (refusal.status() != 400 && refusal.status() != 413) {
        throw refusal;
      }
      if (to - from > 1) {
        int middle = (from + to) / 2;
        return send(batch, from, middle) + send(batch, middle, to);
      }
      refuse(batch.rows().get(from), refusal.problem());
      return 1;
    }
    JsonNode verdicts = answer.json().path("data");
    if (verdicts.size() != to - from) {
      throw new IOException(
          "the answer has %d verdicts on %d items: is --url the address of Traitly?"
              .formatted(verdicts.size(), to - from));
    }
    int refused = 0;
    for (int i = from; i < to; i++) {
      JsonNode error = verdicts.get(i - from).path("error");
      if (!error.isMissingNode()) {
        refuse(batch.rows().get(i), error.path("message").asText());
        refused++;
      }
    }
    return refused;
  }

  private void refuse(Batch.Sent row, String reason) throws IOException {
    plan.rejects().add(row.file(), row.row(), row.fields(), row.untyped(), reason);
  }

  /** Saves the place, after the refused rows up to it. */
  private void save() throws IOException {
    if (plan.checkpoint() != null) {
      Place done = progress.done();
      plan.rejects().flush();
      plan.checkpoint().save(done);
    }
  }
}
