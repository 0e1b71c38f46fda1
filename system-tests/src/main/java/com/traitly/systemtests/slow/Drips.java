package com.traitly.systemtests.slow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connections that each begin a request, then send one byte a second, and reconnect when cut off.
 */
final class Drips implements AutoCloseable {
  private final int port;
  private final byte[] beginning;
  private final List<@Nullable Socket> sockets = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile int cutOff;

  /**
   * Opens all connections before it returns.
   *
   * @param beginning what each connection sends at once
   */
  Drips(int port, int connections, String beginning) {
    this.port = port;
    this.beginning = beginning.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < connections; i++) {
      sockets.add(open());
    }
    thread = Thread.ofPlatform().name("drips").start(this::drip);
  }

  /** Returns how often the server closed one of the connections. */
  int cutOff() {
    return cutOff;
  }

  @Override
  public void close() throws IOException {
    running = false;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket socket : sockets) {
      if (socket != null) {
        socket.close();
      }
    }
  }

  private void drip() {
    while (running) {
      for (int i = 0; i < sockets.size(); i++) {
        Socket socket = sockets.get(i);
        if (socket == null || !sent(socket)) {
          sockets.set(i, open());
        }
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // only one thread writes it
  private boolean sent(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return true;
    } catch (IOException closed) {
      cutOff++;
      return false;
    }
  }

  /** Opens a connection; null when the server accepts no more. */
  private @Nullable Socket open() {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(beginning);
      return socket;
    } catch (IOException refused) {
      return null;
    }
  }
}
