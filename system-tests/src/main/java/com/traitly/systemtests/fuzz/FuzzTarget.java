package com.traitly.systemtests.fuzz;

import com.traitly.gateway.IngestGateway;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.standalone.broker.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A gateway on a real broker, both in this JVM. */
final class FuzzTarget implements AutoCloseable {
  static final String API_KEY = "trt_fuzz_key_2f9c41d07be85a36";

  /** A request that must be answered 201, whatever was sent before. */
  static final byte[] GOOD_REQUEST =
      ("POST /api/v1/event HTTP/1.1\r\nHost: a\r\nAuthorization: Token "
              + API_KEY
              + "\r\nContent-Length: 28\r\n\r\n{\"customer_id\":1,\"name\":\"a\"}")
          .getBytes(StandardCharsets.US_ASCII);

  private final CloseAll started = new CloseAll();
  private final HttpServer server;

  FuzzTarget(Path directory) {
    EmbeddedBroker broker = started.add(EmbeddedBroker.start(directory.resolve("kafka")));
    Config config =
        Config.of(
            Map.of(
                CommonKeys.PORT.name(),
                "0",
                CommonKeys.PARTITIONS.name(),
                "3",
                CommonKeys.KAFKA_BOOTSTRAP.name(),
                broker.bootstrapServers(),
                SecretKeys.SECRET_KEY.name(),
                MasterKeys.generate(),
                CommonKeys.BOOTSTRAP_TOKEN.name(),
                API_KEY));
    ServiceRuntime runtime = started.add(ServiceRuntime.open(config, InstantSource.system()));
    IngestGateway gateway = started.add(new IngestGateway(runtime));
    server =
        started.add(
            HttpServer.start(
                config,
                new HttpServer.Content(
                    gateway.routes(), runtime.tokens(), runtime.health(), runtime.meters())));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    started.close();
  }
}
