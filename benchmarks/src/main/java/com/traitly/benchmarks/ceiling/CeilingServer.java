package com.traitly.benchmarks.ceiling;

import io.javalin.Javalin;
import io.javalin.http.Handler;

/** A Javalin server with one route, on any free port of the loopback address. */
final class CeilingServer {
  static final byte[] ACCEPTED = {'{', '}'};

  private CeilingServer() {}

  /** Serves until the process is killed; prints its address when it is ready. */
  static void run(Handler handler) throws InterruptedException {
    Javalin javalin =
        Javalin.create(config -> {
          config.startup.showJavalinBanner = false;
          config.startup.showOldJavalinVersionWarning = false;
          config.concurrency.useVirtualThreads = true;
          config.http.maxRequestSize = 10L * 1024 * 1024;
          config.routes.post("/event", handler);
        });
    javalin.start("127.0.0.1", 0);
    System.out.println("http://127.0.0.1:" + javalin.port() + "/event");
    Thread.currentThread().join();
  }
}
