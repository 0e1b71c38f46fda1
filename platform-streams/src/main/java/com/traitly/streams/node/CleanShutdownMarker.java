package com.traitly.streams.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file beside the state that says whether the last run of a process closed it in order. */
final class CleanShutdownMarker {
  private static final String FILE = "ended-cleanly";

  private final Path file;

  CleanShutdownMarker(Path stateDirectory) {
    file = stateDirectory.resolve(FILE);
  }

  /**
   * Whether the previous run ended in order; removes the file, since this run has not ended yet.
   */
  boolean takeBack() throws IOException {
    return Files.deleteIfExists(file);
  }

  /** Notes that this run ended in order. */
  void note() throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException noted) {
      // Closed twice.
    }
  }
}
