package com.traitly.benchmarks.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A dead receiver of the worst kind: it accepts connections and never answers. */
final class Silence implements AutoCloseable {
  private final ServerSocket server;
  private final AtomicInteger called = new AtomicInteger();

  Silence() {
    try {
      server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::listen);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort() + "/dead";
  }

  /** Returns how many connections were made since the last call. */
  int called() {
    return called.getAndSet(0);
  }

  private void listen() {
    List<Socket> held = new ArrayList<>();
    try {
      while (true) {
        held.add(server.accept());
        called.incrementAndGet();
      }
    } catch (IOException closed) {
      held.forEach(Silence::hangUp);
    }
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // The socket is closed in any case.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
