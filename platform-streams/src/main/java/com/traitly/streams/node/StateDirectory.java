package com.traitly.streams.node;

import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The directory in which one instance of a process keeps its state. Beside the state are the
 * instance's name and a note that says whether the last run closed the state in order.
 *
 * @param path of this instance alone; created when missing
 */
record StateDirectory(Path path) {
  private static final String INSTANCE_ID = "instance-id";
  private static final String CLEAN_END = "ended-cleanly";

  /**
   * The name of this instance: a restart on the same state keeps the name, and two instances never
   * share one.
   *
   * @throws StartupFailure when the directory cannot be used
   */
  String instanceId() {
    Path file = path.resolve(INSTANCE_ID);
    try {
      Files.createDirectories(path);
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      String chosen = UUID.randomUUID().toString();
      // Moved into place whole: a crash while writing must not leave an empty name behind.
      Path written = Files.writeString(path.resolve(INSTANCE_ID + ".new"), chosen);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      return chosen;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Whether the previous run ended in order; removes the note, since this run has not ended yet.
   *
   * @throws StartupFailure when the directory cannot be used
   */
  boolean takeCleanEnd() {
    try {
      Files.createDirectories(path);
      return Files.deleteIfExists(path.resolve(CLEAN_END));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Notes that this run ended in order. */
  void noteCleanEnd() throws IOException {
    Files.writeString(path.resolve(CLEAN_END), "");
  }

  private StartupFailure unusable(IOException why) {
    return new StartupFailure(
        "State directory "
            + path
            + " cannot be written: give the process the right to, or set TRAITLY_DATA_DIR to a"
            + " directory it may write.",
        why);
  }
}
