package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.api.Answer;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.cli.input.Inputs;
import com.traitly.cli.input.Row;
import com.traitly.cli.input.RowSource;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.util.List;
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
      Observer observer,
      boolean validateOnly,
      int lanes,
      int rowsPerSecond) {}

  /** Sees the items, in the order of the rows. */
  interface Observer {
    /** A row, and the item it became; null when it cannot become one. */
    void saw(Kind kind, Row row, @Nullable ObjectNode item);
  }

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
    } finally {
      // What was read before a failure is sent as well, so that a file's good part is not lost.
      lanes.finish();
    }
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
    try (RowSource source = plan.inputs().open(name)) {
      @Nullable Mapping mapping = null;
      for (Row row = source.next(); row != null && !stopping; row = source.next()) {
        chain.add(row.fields());
        if (reached.covers(file, row.number())) {
          requireSame(row.number());
        } else {
          if (mapping == null && (row instanceof Row.Read || !source.columns().isEmpty())) {
            mapping = Mapping.of(plan.mapping(), Mapping.columns(source, row.fields()));
          }
          take(file, row, mapping, source.untyped());
          progress.read(new Place(file, row.number(), chain.text()));
        }
      }
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
      refuse(file, row, reason);
      return;
    }
    try {
      ObjectNode item = mapping.item(row.fields(), untyped);
      if (mapping.kind() == Kind.EVENTS && item.path("event_id").isMissingNode()) {
        item.put("event_id", chain.eventId(item));
      }
      plan.observer().saw(mapping.kind(), row, item);
      Batch.Sent sent = new Batch.Sent(mapping.kind(), file, row.number(), row.fields());
      lanes.add(item.path("customer_id").asText(), sent, Json.bytes(item));
    } catch (RowRefused e) {
      plan.observer().saw(mapping.kind(), row, null);
      refuse(file, row, e.reason());
    }
  }

  private void refuse(int file, Row row, String reason) throws IOException {
    plan.rejects().add(file, row.number(), row.fields(), reason);
    progress.refused();
  }

  private void requireSame(long row) {
    if (row == reached.row() && !chain.text().equals(reached.chain())) {
      throw new UnusableInput(
          "an earlier run imported %,d rows of another file of this name. Say --restart to import this one from its first row."
              .formatted(row));
    }
  }

  private void send(Batch batch) throws IOException {
    String path = batch.kind().path() + (plan.validateOnly() ? "?validate=true" : "");
    Answer answer = api.send("POST", path, batch.body());
    JsonNode verdicts = answer.json().path("data");
    List<Batch.Sent> rows = batch.rows();
    if (verdicts.size() != rows.size()) {
      throw new IOException(
          "the answer has %d verdicts on %d items: is --url the address of Traitly?"
              .formatted(verdicts.size(), rows.size()));
    }
    int refused = 0;
    for (int i = 0; i < rows.size(); i++) {
      JsonNode error = verdicts.get(i).path("error");
      if (!error.isMissingNode()) {
        Batch.Sent row = rows.get(i);
        plan.rejects().add(row.file(), row.row(), row.fields(), error.path("message").asText());
        refused++;
      }
    }
    progress.end(batch.number(), rows.size() - refused, refused);
    save();
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
