package com.traitly.benchmarks.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Receivers in their own process, one for each path, which record when each {@code webhook-id}
 * arrived. All but the slow one answer at once.
 */
public final class ArrivalsMain {
  static final String TAKE_PATH = "/take";
  static final String SLOW_PATH = "/slow";
  static final int SLOW_SECONDS = 5;

  private ArrivalsMain() {}

  /** Takes no arguments; prints its address and receives until it is killed. */
  public static void main(String[] args) throws Exception {
    Receiving.run(new Noting());
  }

  private static final class Noting extends Handler.Abstract {
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      String path = Request.getPathInContext(request);
      if (path.equals(TAKE_PATH)) {
        answer(response, String.join("\n", take()), callback);
        return true;
      }
      Content.Source.asByteBuffer(request);
      arrived.add("%s %s %d".formatted(path, request.getHeaders().get("webhook-id"), micros));
      if (path.equals(SLOW_PATH)) {
        request
            .getComponents()
            .getScheduler()
            .schedule(() -> answer(response, "", callback), SLOW_SECONDS, TimeUnit.SECONDS);
      } else {
        answer(response, "", callback);
      }
      return true;
    }

    private List<String> take() {
      List<String> taken = new ArrayList<>();
      for (String each = arrived.poll(); each != null; each = arrived.poll()) {
        taken.add(each);
      }
      return taken;
    }

    private static void answer(Response response, String text, Callback callback) {
      response.setStatus(200);
      response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }
  }
}
