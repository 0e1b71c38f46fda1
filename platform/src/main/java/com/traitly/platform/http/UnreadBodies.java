package com.traitly.platform.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads what a client still sends when its request was answered early, such as a body that is too
 * large. If the connection were closed at once, the client's system would throw the answer away
 * with it: many clients read the answer only when they have sent everything. Reading needs no
 * thread while nothing comes, and stops at a number of bytes and at a deadline.
 *
 * <p>The deadline is looked at whenever something comes. A client that sends nothing at all is left
 * to the idle timeout of its connection.
 */
final class UnreadBodies extends Handler.Wrapper {
  private final long mostBytes;
  private final Duration patience;

  UnreadBodies(long mostBytes, Duration patience) {
    this.mostBytes = mostBytes;
    this.patience = patience;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Noted noted = new Noted(request);
    return super.handle(
        noted,
        response,
        new Callback.Nested(callback) {
          @Override
          public void succeeded() {
            if (noted.awaitsLeave()) {
              super.succeeded();
            } else {
              new Rest(request, getCallback()).readAll();
            }
          }
        });
  }

  /** Notes whether somebody began to read the body. */
  private static final class Noted extends Request.Wrapper {
    private volatile boolean begun;

    Noted(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      begun = true;
      return super.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      begun = true;
      super.demand(demandCallback);
    }

    /** Jetty's own way reads what has come so far and then refuses to read on. */
    @Override
    public boolean consumeAvailable() {
      return !awaitsLeave() || super.consumeAvailable();
    }

    /** Whether the client still waits for a {@code 100 Continue} before it sends its body. */
    boolean awaitsLeave() {
      return !begun && getHeaders().contains(HttpHeader.EXPECT);
    }
  }

  /** What is left of one body. */
  private final class Rest {
    private final Request request;
    private final Callback callback;
    private final long until = System.nanoTime() + patience.toNanos();
    private long bytes;

    Rest(Request request, Callback callback) {
      this.request = request;
      this.callback = callback;
    }

    /** Reads and discards what is there; called again when there is more. */
    void readAll() {
      boolean last = false;
      while (!last && bytes <= mostBytes && System.nanoTime() - until < 0) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this::readAll);
          return;
        }
        bytes += chunk.remaining();
        // After a silence that is too long, Jetty hands out a failure.
        last = chunk.isLast() || Content.Chunk.isFailure(chunk);
        chunk.release();
      }
      callback.succeeded();
    }
  }
}
