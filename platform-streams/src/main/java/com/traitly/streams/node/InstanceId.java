package com.traitly.streams.node;

import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name of one instance of a process, kept beside its state: a restart on the same state keeps
 * the name, and two instances never share one.
 */
public final class InstanceId {
  private static final String FILE = "instance-id";

  private InstanceId() {}

  /**
   * The name kept in a directory; chosen at random and kept there when there is none yet.
   *
   * @param stateDirectory of this instance alone; created when missing
   * @throws StartupFailure when the directory cannot be used
   */
  public static String in(Path stateDirectory) {
    Path file = stateDirectory.resolve(FILE);
    try {
      Files.createDirectories(stateDirectory);
      if (Files.exists(file)) {
        return Files.readString(file).strip();
      }
      String chosen = UUID.randomUUID().toString();
      // Moved into place whole: a crash while writing must not leave an empty name behind.
      Path written = Files.writeString(stateDirectory.resolve(FILE + ".new"), chosen);
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
      return chosen;
    } catch (IOException e) {
      throw new StartupFailure(
          "State directory "
              + stateDirectory
              + " cannot be written: give the process the right to, or set TRAITLY_DATA_DIR to a"
              + " directory it may write.",
          e);
    }
  }
}
