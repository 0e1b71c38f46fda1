package com.traitly.systemtests.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Passes connections on to a server until they are broken. */
final class BreakableConnections implements AutoCloseable {
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean cut = new AtomicBoolean();
  private final ServerSocket server;
  private final URI target;

  private BreakableConnections(ServerSocket server, URI target) {
    this.server = server;
    this.target = target;
  }

  /** Starts to listen on any free port. */
  static BreakableConnections to(String url) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    BreakableConnections connections = new BreakableConnections(server, URI.create(url));
    connections.threads.execute(connections::accept);
    return connections;
  }

  /** Where it listens. */
  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Breaks every connection, and those to come until {@link #mend}. */
  void cut() {
    cut.set(true);
    open.forEach(BreakableConnections::close);
  }

  /** Passes new connections on again. */
  void mend() {
    cut.set(false);
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(BreakableConnections::close);
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket here = server.accept();
        open.add(here);
        if (cut.get()) {
          close(here);
        } else {
          Socket there = new Socket(target.getHost(), target.getPort());
          open.add(there);
          threads.execute(() -> pass(here, there));
          threads.execute(() -> pass(there, here));
        }
      } catch (IOException e) {
        // Closed, or the server is gone: the caller sees its connection break.
      }
    }
  }

  private void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException broken) {
      open.remove(from);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
