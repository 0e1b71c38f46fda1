package com.traitly.platform.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;

/** Bodies whose requests were answered before they came. */
class UnreadBodiesTest {
  private static final long MOST_BYTES = 1_000_000;
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final String ANSWER = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno";

  /** Whatever the server wants to do later. */
  private final ConcurrentLinkedQueue<Duration> later = new ConcurrentLinkedQueue<>();

  @Test
  void aConnectionGoesOnBehindABodyThatEndsAfterTheAnswerAndNothingOfItIsKept() throws Exception {
    try (Running server = new Running(NEVER, NEVER);
        Socket socket = server.connection()) {
      for (int i = 0; i < 3; i++) {
        send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");
        assertThat(read(socket, ANSWER.length())).isEqualTo(ANSWER);
        send(socket, "abc");
      }
      assertThat(later).as("no timer holds a request").doesNotContain(NEVER);
    }
  }

  @Test
  void aBodyThatIsStillComingAtTheDeadlineIsCutOff() throws Exception {
    try (Running server = new Running(SOON, NEVER);
        Socket socket = server.connection()) {
      send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
      assertThat(read(socket, ANSWER.length())).isEqualTo(ANSWER);

      await().pollInterval(Duration.ofMillis(20)).until(() -> isClosedAfterAnotherByte(socket));
      assertThat(later).as("only what comes is looked at").doesNotContain(SOON);
    }
  }

  @Test
  void aBodyThatNoLongerComesEndsWithTheIdleTimeout() throws Exception {
    try (Running server = new Running(NEVER, SOON);
        Socket socket = server.connection()) {
      send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).isEqualTo(ANSWER);
    }
  }

  private static boolean isClosedAfterAnotherByte(Socket socket) {
    try {
      send(socket, "x");
      return false;
    } catch (IOException closed) {
      return true;
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(US_ASCII));
    out.flush();
  }

  private static String read(Socket socket, int bytes) throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readNBytes(bytes), US_ASCII);
  }

  /** A server that answers at once, whatever comes. */
  private final class Running implements AutoCloseable {
    private final Server server =
        new Server(
            null,
            new ScheduledExecutorScheduler() {
              @Override
              public Task schedule(Runnable task, long delay, TimeUnit unit) {
                later.add(Duration.of(delay, unit.toChronoUnit()));
                return super.schedule(task, delay, unit);
              }
            },
            null);
    private final ServerConnector connector;

    Running(Duration patience, Duration idle) throws Exception {
      HttpConfiguration http = new HttpConfiguration();
      http.setSendServerVersion(false);
      http.setSendDateHeader(false);
      connector = new ServerConnector(server, new HttpConnectionFactory(http));
      connector.setIdleTimeout(idle.plusSeconds(idle.equals(NEVER) ? 1 : 0).toMillis());
      server.addConnector(connector);
      UnreadBodies bodies = new UnreadBodies(MOST_BYTES, patience);
      bodies.setHandler(
          new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
              response.setStatus(401);
              response.write(true, ByteBuffer.wrap("no".getBytes(US_ASCII)), callback);
              return true;
            }
          });
      server.setHandler(bodies);
      server.start();
    }

    Socket connection() throws IOException {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
      socket.setSoTimeout(20_000);
      return socket;
    }

    @Override
    public void close() {
      LifeCycle.stop(server);
    }
  }
}
