package com.traitly.platform.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes resources, the last one first, even when some of them fail or the thread was interrupted
 * before. Not thread-safe; closing twice does nothing the second time.
 */
public final class CloseAll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloseAll.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /** Remembers a resource and gives it back. */
  public <T extends AutoCloseable> T add(T resource) {
    started.push(resource);
    return resource;
  }

  /**
   * The interrupt that asks a thread to stop must not cut its closing short: it is kept for later.
   */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      closeEach();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeEach() {
    while (!started.isEmpty()) {
      AutoCloseable resource = started.pop();
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly", resource, e);
      }
    }
  }
}
