package com.traitly.platform.http;

import io.javalin.config.JavalinConfig;
import io.javalin.config.Key;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * An answer of server-sent events, which its handler writes until the caller leaves or the server
 * stops. A caller who reads nothing for as long as the server tolerates silence is cut off: the
 * next write then throws. Not thread-safe.
 */
public final class EventStream {
  /** The media type of such an answer. */
  public static final String MEDIA_TYPE = "text/event-stream";

  private static final Key<AtomicBoolean> STOPPING = new Key<>("stopping");

  private final OutputStream out;
  private final AtomicBoolean stopping;

  private EventStream(OutputStream out, AtomicBoolean stopping) {
    this.out = out;
    this.stopping = stopping;
  }

  /** Makes a server end its streams before it waits for the requests in progress. */
  static void endWith(JavalinConfig javalin) {
    AtomicBoolean stopping = new AtomicBoolean();
    javalin.appData(STOPPING, stopping);
    javalin.events.serverStopping(() -> stopping.set(true));
  }

  /** Sends the headers of the answer. */
  public static EventStream begin(Context ctx) throws IOException {
    ctx.status(200).contentType(MEDIA_TYPE).header("Cache-Control", "no-store");
    // A proxy such as nginx would otherwise hold events back until its buffer is full.
    ctx.header("X-Accel-Buffering", "no");
    // Events are small and must not wait for a compressor.
    EventStream stream = new EventStream(ctx.res().getOutputStream(), ctx.appData(STOPPING));
    stream.flush();
    return stream;
  }

  /** Whether the server is stopping, so that the handler must return. */
  public boolean isEnding() {
    return stopping.get();
  }

  /**
   * Writes an event.
   *
   * @param name the kind of event; null for an item of the stream
   * @param id the caller sends the last one back as {@code Last-Event-ID} to go on behind it; null
   *     for an event that is no place to go on from
   * @param data JSON without line breaks
   */
  public void write(@Nullable String name, @Nullable String id, byte[] data) throws IOException {
    StringBuilder head = new StringBuilder();
    if (name != null) {
      head.append("event: ").append(name).append('\n');
    }
    if (id != null) {
      head.append("id: ").append(id).append('\n');
    }
    out.write(head.append("data: ").toString().getBytes(StandardCharsets.UTF_8));
    out.write(data);
    out.write('\n');
    out.write('\n');
  }

  /** Writes a comment, which callers ignore; it keeps connections open. */
  public void comment(String text) throws IOException {
    out.write((": " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Sends what was written. */
  public void flush() throws IOException {
    out.flush();
  }
}
