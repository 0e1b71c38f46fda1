package com.traitly.cli.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * A small file that holds how far an import got. It is replaced as a whole, so that a kill at any
 * moment leaves the one before or the new one.
 */
public final class Checkpoint {
  /** As long as the ids of events are remembered, less an hour for the rest of the import. */
  private static final Duration SAFE = Duration.ofDays(7).minusHours(1);

  private final Path file;
  private final Instant now;
  private Instant began;

  /**
   * The checkpoint of an import.
   *
   * @param what all that makes it this import and no other: files, address, mapping
   */
  public Checkpoint(Path folder, String what, Instant now) {
    file = folder.resolve("import-" + RowChain.of(what) + ".json");
    this.now = now;
    began = now;
  }

  /**
   * Returns the place where an earlier run stopped; the start when there was none.
   *
   * @param anyAge whether to go on although ids may be forgotten
   * @throws UnusableInput when the earlier run is too old, or the file is damaged
   */
  public Place load(boolean anyAge) throws IOException {
    if (!Files.exists(file)) {
      return Place.START;
    }
    try {
      JsonNode saved = Json.read(Files.readAllBytes(file));
      began = Instant.parse(saved.required("began").asText());
      if (!anyAge && Duration.between(began, now).compareTo(SAFE) > 0) {
        throw new UnusableInput(
            ("this import began at %s. Events sent since then may be forgotten as duplicates after"
                    + " seven days, so going on could count some twice. Say --force to go on all the"
                    + " same, or remove %s to begin anew.")
                .formatted(began, file));
      }
      return new Place(
          saved.required("file").asInt(),
          saved.required("row").asLong(),
          saved.required("chain").asText());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnusableInput(
          "the checkpoint %s is damaged: remove it to begin anew.".formatted(file));
    }
  }

  /** Replaces the saved place. */
  public synchronized void save(Place place) throws IOException {
    ObjectNode json =
        Json.object()
            .put("began", began.toString())
            .put("file", place.file())
            .put("row", place.row())
            .put("chain", place.chain());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, Json.bytes(json));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes it: the import is complete. */
  public void remove() throws IOException {
    Files.deleteIfExists(file);
  }
}
