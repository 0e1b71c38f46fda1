package com.traitly.benchmarks.ceiling;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import java.util.function.Consumer;

/** A Javalin server with one route, on any free port of the loopback address. */
final class CeilingServer {
  static final byte[] ACCEPTED = {'{', '}'};

  private CeilingServer() {}

  /** Serves {@code POST /event} until the process is killed; prints its address when ready. */
  static void run(Handler handler) throws InterruptedException {
    run(create(config -> config.routes.post("/event", handler)), "/event");
  }

  /** Creates a server without starting it. */
  static Javalin create(Consumer<JavalinConfig> routes) {
    return Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      config.startup.showOldJavalinVersionWarning = false;
      config.concurrency.useVirtualThreads = true;
      config.http.maxRequestSize = 10L * 1024 * 1024;
      routes.accept(config);
    });
  }

  /** Starts the server and serves until the process is killed; prints its address when ready. */
  static void run(Javalin javalin, String path) throws InterruptedException {
    javalin.start("127.0.0.1", 0);
    System.out.println("http://127.0.0.1:" + javalin.port() + path);
    Thread.currentThread().join();
  }
}
