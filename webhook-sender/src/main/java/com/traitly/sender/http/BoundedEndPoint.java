package com.traitly.sender.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection from which only so many bytes are read, and only for so long, until a request grants
 * more. It counts what comes from the network, below encryption and HTTP, so there is no form of
 * answer that escapes it, and none that keeps the thread reading which all connections share.
 */
final class BoundedEndPoint extends SocketChannelEndPoint {
  private final AtomicInteger bytes = new AtomicInteger();
  private final TlsRecordCounter records = new TlsRecordCounter();
  private volatile long until;
  private volatile boolean encrypted;

  BoundedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
    // A connection that was opened in advance brings nothing until there is a request.
    until = System.nanoTime();
  }

  /** A request begins, with an answer to come within the time. */
  void grant(boolean overTls, Duration time) {
    encrypted = overTls;
    records.reset();
    until = System.nanoTime() + time.toNanos();
    bytes.set(AnswerLimits.bytesOfHeaders(overTls));
  }

  /** The headers of its answer are whole, and the body may come. */
  void grantBody() {
    bytes.addAndGet(AnswerLimits.bytesOfBody());
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    boolean granted = bytes.get() > 0 && until - System.nanoTime() > 0;
    int filled = super.fill(buffer);
    if (filled > 0) {
      // That the other side closed the connection is no fault; that it went on is.
      if (!granted) {
        throw new AnswerTooLong();
      }
      bytes.addAndGet(-filled);
      if (encrypted) {
        count(buffer, filled);
      }
    }
    return filled;
  }

  private void count(ByteBuffer buffer, int filled) throws AnswerTooLong {
    records.read(buffer, buffer.limit() - filled, buffer.limit());
    if (records.records() > AnswerLimits.RECORDS) {
      throw new AnswerTooLong();
    }
  }
}
