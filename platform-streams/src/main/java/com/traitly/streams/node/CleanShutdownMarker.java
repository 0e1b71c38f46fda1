package com.traitly.streams.node;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the last run of a process closed its state in order: a file beside the state says so. */
final class CleanShutdownMarker {
  private static final String FILE = "ended-cleanly";

  private final Path file;

  CleanShutdownMarker(Path stateDirectory) {
    file = stateDirectory.resolve(FILE);
  }

  /** Whether the run before this one ended in order; asked once, since this one has not yet. */
  boolean takeBack() throws IOException {
    return Files.deleteIfExists(file);
  }

  /** Notes that this run did. */
  void note() throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException noted) {
      // Closed twice.
    }
  }
}
