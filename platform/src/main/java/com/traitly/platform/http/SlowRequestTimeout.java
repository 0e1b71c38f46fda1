package com.traitly.platform.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections whose request arrives too slowly. An idle timeout does not help against a
 * sender that sends a byte now and then, in a header, between chunks or after the body.
 *
 * <p>Only bytes that arrive after the last request began or the last answer ended count, so a
 * connection that is kept open between requests is left to the idle timeout.
 */
final class SlowRequestTimeout extends AbstractLifeCycle implements Connection.Listener {
  private static final int MIN_BYTES_PER_SECOND = 1_000;
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Map<Connection, Progress> open = new ConcurrentHashMap<>();
  private final Server server;
  private final long patienceNanos;

  /**
   * What a connection had received at one check.
   *
   * @param messages number of requests and answers so far
   * @param base bytes received when that number last changed
   * @param bytes bytes received at this check
   * @param since nanosecond time of the last check that saw no bytes beyond the base
   */
  private record Progress(long messages, long base, long bytes, long since) {}

  SlowRequestTimeout(Server server, Duration patience) {
    this.server = server;
    patienceNanos = patience.toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new Progress(0, 0, 0, System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  @Override
  protected void doStart() {
    for (Connector connector : server.getConnectors()) {
      connector.addEventListener(this);
    }
    lookAgain();
  }

  private void lookAgain() {
    server.getScheduler().schedule(this::look, LOOK.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look() {
    if (isRunning() || isStarting()) {
      lookAgain();
      long now = System.nanoTime();
      open.keySet().forEach(connection -> look(connection, now));
    }
  }

  private void look(Connection connection, long now) {
    long messages = connection.getMessagesIn() + connection.getMessagesOut();
    long bytes = connection.getBytesIn();
    Progress before = open.get(connection);
    if (before == null) {
      return;
    }
    if (before.messages() != messages || bytes == before.base()) {
      open.replace(connection, before, new Progress(messages, bytes, bytes, now));
    } else if (bytes > before.bytes() && drips(bytes - before.base(), now - before.since())) {
      connection.getEndPoint().close();
    } else {
      open.replace(
          connection, before, new Progress(messages, before.base(), bytes, before.since()));
    }
  }

  private boolean drips(long bytes, long nanos) {
    return nanos > patienceNanos && bytes < nanos / 1e9 * MIN_BYTES_PER_SECOND;
  }
}
