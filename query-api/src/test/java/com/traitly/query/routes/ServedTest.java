package com.traitly.query.routes;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of routes: each of its methods has a server of its own. */
abstract class ServedTest {
  @TempDir private Path directory;
  private final int partitions;
  QueryServer server;

  /**
   * A test of a server whose read models have this many partitions.
   *
   * @param partitions 0 when the routes read none
   */
  @SuppressWarnings("NullAway.Init") // started before each test
  ServedTest(int partitions) {
    this.partitions = partitions;
  }

  @BeforeEach
  void start() {
    server = new QueryServer(partitions, directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
