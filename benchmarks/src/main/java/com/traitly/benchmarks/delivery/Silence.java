package com.traitly.benchmarks.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A dead receiver of the worst kind: it takes connections and never says a word. */
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

  /** How many connections were made since last asked. */
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
      // It is closed all the same.
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
