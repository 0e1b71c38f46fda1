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
 * A connection that reads a limited number of bytes for a limited time, until a request grants
 * more. It counts the bytes from the network, below encryption and HTTP. So no form of answer
 * escapes the limit, and none can keep the reading thread that all connections share.
 */
final class BoundedEndPoint extends SocketChannelEndPoint {
  private final AtomicInteger bytes = new AtomicInteger();
  private final TlsRecordCounter records = new TlsRecordCounter();
  private volatile long until;
  private volatile boolean encrypted;

  BoundedEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
    // Nothing may arrive before the first request on a connection that was opened in advance.
    until = System.nanoTime();
  }

  /**
   * Grants a request, when it begins, the bytes up to the end of the answer's headers, for this
   * time.
   */
  void grant(boolean overTls, Duration time) {
    encrypted = overTls;
    records.reset();
    until = System.nanoTime() + time.toNanos();
    bytes.set(AnswerLimits.bytesOfHeaders(overTls));
  }

  /** Grants the bytes of the body, once the headers of the answer are complete. */
  void grantBody() {
    bytes.addAndGet(AnswerLimits.bytesOfBody());
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    boolean granted = bytes.get() > 0 && until - System.nanoTime() > 0;
    int filled = super.fill(buffer);
    if (filled > 0) {
      // The receiver may close the connection, but it may not send more.
      if (!granted) {
        throw new AnswerLimits.Exceeded();
      }
      bytes.addAndGet(-filled);
      if (encrypted) {
        count(buffer, filled);
      }
    }
    return filled;
  }

  private void count(ByteBuffer buffer, int filled) throws AnswerLimits.Exceeded {
    records.read(buffer, buffer.limit() - filled, buffer.limit());
    if (records.records() > AnswerLimits.RECORDS) {
      throw new AnswerLimits.Exceeded();
    }
  }
}
