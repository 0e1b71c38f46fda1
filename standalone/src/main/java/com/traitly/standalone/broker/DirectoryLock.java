package com.traitly.standalone.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds a data directory for one instance. The operating system lets go of the lock when the
 * process ends, however it ends, so a killed instance never leaves the directory locked.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "instance.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Creates the directory if needed and takes it.
   *
   * @throws BrokerFailure if it cannot be written or another instance holds it
   */
  static DirectoryLock take(Path directory) {
    FileChannel channel = open(directory);
    try {
      if (channel.tryLock() != null) {
        return new DirectoryLock(channel);
      }
    } catch (OverlappingFileLockException heldInThisJvm) {
      // falls through to the failure below, as when another process holds it
    } catch (IOException e) {
      close(channel);
      throw BrokerFailure.directoryUnusable(directory, e);
    }
    close(channel);
    throw BrokerFailure.directoryLocked(directory);
  }

  @Override
  public void close() {
    close(channel);
  }

  private static FileChannel open(Path directory) {
    try {
      Files.createDirectories(directory);
      return FileChannel.open(
          directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw BrokerFailure.directoryUnusable(directory, e);
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException closingOnly) {
      // The lock goes with the descriptor, and nothing was written that could be lost.
    }
  }
}
