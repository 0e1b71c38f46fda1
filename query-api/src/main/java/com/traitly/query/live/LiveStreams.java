package com.traitly.query.live;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ProblemJson;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.http.EventStream;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.UnreadableRecords;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the streams of one kind. Thread-safe. */
public final class LiveStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
  private static final long LOOK_MILLIS = 1_000;

  /** Below Jetty's idle limit, and below that of proxies. */
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LiveSource source;
  private final LiveFeed feed;
  private final LiveReplay replay;

  /**
   * Reads nothing before the first caller comes.
   *
   * @param unreadable receives the records that cannot be read, of topics that nobody else reads
   */
  public LiveStreams(
      KafkaAccess kafka, Topics topics, LiveSource source, UnreadableRecords unreadable) {
    this.source = source;
    LivePartitions partitions = new LivePartitions(kafka, source, topics);
    feed = new LiveFeed(source, partitions, kafka::bytesReader, unreadable);
    replay = new LiveReplay(feed, kafka::bytesReader);
  }

  /**
   * What a caller asks for.
   *
   * @param account its account
   * @param filters the values that items must have, by name of the filter
   * @param resumed the id of the last item that it got; null to begin with what happens now
   * @param permission throws when the caller may not listen any more; asked about every second
   */
  public record Wish(
      String account, Map<String, String> filters, @Nullable String resumed, Runnable permission) {}

  /** The filters there are. */
  public LiveSource source() {
    return source;
  }

  /** Opens the answer of a call. */
  @FunctionalInterface
  public interface Opening {
    EventStream open() throws IOException;
  }

  /**
   * Writes items until the caller leaves, loses its permission, or the server stops.
   *
   * @throws ApiException when it cannot begin
   */
  public void serve(Wish wish, Opening opening) throws InterruptedException {
    LivePlace resumed = place(wish.resumed());
    LiveListener listener = feed.join(wish.account(), wish.filters(), resumed);
    try {
      EventStream out = opening.open();
      out.comment("listening");
      out.flush();
      if (resumed != null && !replay.run(listener, resumed, entry -> write(out, entry))) {
        leftOut(out, null);
      }
      out.flush();
      follow(out, listener, wish.permission());
    } catch (IOException gone) {
      LOG.debug("the caller of a stream left", gone);
    } finally {
      feed.leave(listener);
    }
  }

  private static void follow(EventStream out, LiveListener listener, Runnable permission)
      throws IOException, InterruptedException {
    long wrote = System.nanoTime();
    long asked = System.nanoTime();
    while (!out.isEnding()) {
      LiveListener.Next next = listener.take(LOOK_MILLIS);
      if (!next.isEmpty()) {
        if (next.leftOut() > 0 || next.broken()) {
          leftOut(out, next.broken() ? null : (Long) next.leftOut());
        }
        for (LiveEntry entry : next.entries()) {
          write(out, entry);
        }
        out.flush();
        wrote = System.nanoTime();
      } else if (System.nanoTime() - wrote > QUIET_NANOS) {
        out.comment("still here");
        out.flush();
        wrote = System.nanoTime();
      }
      if (System.nanoTime() - asked > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
        if (!isPermitted(out, permission)) {
          return;
        }
        asked = System.nanoTime();
      }
    }
  }

  /** Whether the caller may still listen; if not, it is told why. */
  private static boolean isPermitted(EventStream out, Runnable permission) throws IOException {
    try {
      permission.run();
      return true;
    } catch (ApiException refused) {
      if (refused.code() == ErrorCode.UNAVAILABLE) {
        return true; // Keys cannot be checked for a moment; they were a second ago.
      }
      out.write("end", null, Json.bytes(ProblemJson.write(refused, "", "")));
      out.flush();
      return false;
    }
  }

  private static void write(EventStream out, LiveEntry entry) throws IOException {
    out.write(null, entry.id(), entry.data());
  }

  /** Says how many items are left out; null for an unknown number. */
  private static void leftOut(EventStream out, @Nullable Long count) throws IOException {
    out.write("left_out", null, Json.bytes(Json.object().put("count", count)));
  }

  private @Nullable LivePlace place(@Nullable String resumed) {
    if (resumed == null || resumed.isBlank()) {
      return null;
    }
    return LivePlace.read(resumed.strip(), feed.partitions().all().size())
        .orElseThrow(() ->
            ApiException.of(
                ErrorCode.INVALID_PARAMETER,
                "Last-Event-ID must be the id of an item of this stream; leave it out to begin with"
                    + " what happens now"));
  }

  @Override
  public void close() {
    feed.close();
  }
}
