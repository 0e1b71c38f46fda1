package com.traitly.platform.service;

import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.lifecycle.Launcher;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service as a process of its own. */
public final class ServiceProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);

  private ServiceProcess() {}

  /**
   * Runs the service until the process is asked to stop; called from {@code main}.
   *
   * @param keys all settings that it reads
   */
  public static void run(
      String name, List<ConfigKey<?>> keys, Function<ServiceRuntime, ? extends Service> service) {
    Launcher.run(name, () -> start(name, Config.ofEnvironment(), keys, service));
  }

  /** Starts the service with its HTTP server; closing the result drains both. */
  static AutoCloseable start(
      String name,
      Config config,
      List<ConfigKey<?>> keys,
      Function<ServiceRuntime, ? extends Service> service) {
    Settings.check(name, config, keys);
    HttpServer.ADDRESS.requireFree(config);
    CloseAll started = new CloseAll();
    try {
      ServiceRuntime runtime = started.add(ServiceRuntime.open(config, InstantSource.system()));
      runtime.health().whenFatal(Launcher::halt);
      Service running = started.add(service.apply(runtime));
      HttpServer server =
          started.add(
              HttpServer.start(
                  config,
                  new HttpServer.Content(
                      running.routes(),
                      runtime.tokens(),
                      runtime.health(),
                      runtime.meters(),
                      running.openRoutes(),
                      running.foreignRoutes())));
      LOG.info("{} listens on {}", name, server.baseUrl());
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }
}
