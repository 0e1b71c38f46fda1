package com.traitly.testkit.hostile;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A receiver on the loopback address that speaks over a bare socket, so that it can answer in ways
 * no server would: see {@link Script}. It reads each request whole, plays the script, and counts
 * what it could write until the sender went away. Thread-safe.
 */
public final class HostileReceiver implements AutoCloseable {
  private static final int MOST_HEAD = 64 * 1_024;
  private static final String HEAD_END = "\r\n\r\n";
  private static final int SEND_BUFFER = 64 * 1_024;
  private static final int BACKLOG = 1_024;

  private final ServerSocket server;
  private final Script script;
  private final Duration pace;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicLong mostWritten = new AtomicLong();
  private final AtomicInteger answering = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  private HostileReceiver(ServerSocket server, Script script, Duration pace) {
    this.server = server;
    this.script = script;
    this.pace = pace;
    threads.execute(this::accept);
  }

  /**
   * Starts on any free port.
   *
   * @param pace the time between two bytes of scripts that trickle
   */
  public static HostileReceiver start(Script script, Duration pace) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      return new HostileReceiver(new ServerSocket(0, BACKLOG, loopback), script, pace);
    } catch (IOException e) {
      throw new UncheckedIOException("No hostile receiver", e);
    }
  }

  /** Where to send webhooks to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/hook");
  }

  /** Request lines and headers of all requests so far, in the order received. */
  public List<String> heads() {
    return List.copyOf(heads);
  }

  /** The most bytes that one connection took, among closed and open ones. */
  public long mostWritten() {
    return mostWritten.get();
  }

  /** How many connections are being answered now. */
  public int answering() {
    return answering.get();
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        threads.execute(() -> serve(socket));
      } catch (IOException | RejectedExecutionException closing) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    answering.incrementAndGet();
    try (socket) {
      socket.setSendBufferSize(SEND_BUFFER);
      socket.setTcpNoDelay(true);
      Peer peer = new Peer(socket);
      while (script.encrypted() || peer.readRequest()) {
        script.play(peer);
        peer.flush();
      }
    } catch (IOException senderWentAway) {
      // The test hopes for this.
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      answering.decrementAndGet();
      sockets.remove(socket);
    }
  }

  /** The sender's end of a connection, as a script sees it. */
  final class Peer {
    private final InputStream in;
    private final OutputStream out;
    private long written;
    private String head = "";

    private Peer(Socket socket) throws IOException {
      // One system call per request, not per byte: the receiver must not be the slow side.
      in = new BufferedInputStream(socket.getInputStream());
      out = new BufferedOutputStream(socket.getOutputStream(), MOST_HEAD);
    }

    /** Reads one request; false at the end of the connection. */
    private boolean readRequest() throws IOException {
      StringBuilder read = new StringBuilder();
      while (read.indexOf(HEAD_END, read.length() - HEAD_END.length()) < 0) {
        int each = in.read();
        if (each < 0 || read.length() > MOST_HEAD) {
          return false;
        }
        read.append((char) each);
      }
      head = read.toString();
      heads.add(head);
      in.skipNBytes(length(head));
      return true;
    }

    /** Request line and headers of the request that is being answered. */
    String head() {
      return head;
    }

    private static int length(String head) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          return Integer.parseInt(line.substring("content-length:".length()).strip());
        }
      }
      return 0;
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      written += bytes.length;
      mostWritten.accumulateAndGet(written, Math::max);
    }

    void flush() throws IOException {
      out.flush();
    }

    /** Writes the bytes again and again until the sender goes away. */
    void writeForEver(byte[] bytes) throws IOException {
      while (!Thread.currentThread().isInterrupted()) {
        write(bytes);
      }
    }

    /** Writes one byte, then waits. */
    void trickle(int each) throws IOException, InterruptedException {
      write(new byte[] {(byte) each});
      flush();
      Thread.sleep(pace);
    }

    /** Writes one byte after the other until the sender goes away. */
    void trickleForEver() throws IOException, InterruptedException {
      while (true) {
        trickle('y');
      }
    }

    /** Waits until the sender goes away. */
    void waitForEver() throws IOException {
      flush();
      while (in.read() >= 0) {
        // What the sender sends does not matter.
      }
    }
  }

  /** Stops at once. */
  @Override
  public void close() {
    try {
      server.close();
      for (Socket each : sockets) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The hostile receiver does not stop", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
