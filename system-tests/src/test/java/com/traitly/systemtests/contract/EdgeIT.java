package com.traitly.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.OddNames;
import com.traitly.testkit.Seeded;
import com.traitly.testkit.process.LocalSettings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge passes addresses on unchanged; skipped with a message where nginx is not installed. */
@Seeded
class EdgeIT {
  private static final CloseAll STARTED = new CloseAll();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path EDGE = Path.of("..", "deploy", "nginx", "edge.conf");

  /** nginx resolves dots to choose a location, and refuses a path that leads out of the root. */
  private static final List<String> CLIMBING = List.of("../../../../x");

  @TempDir static Path directory;
  private static Api api;
  private static String address;
  private static String apiKey;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> nginx = nginx();
    Assumptions.assumeTrue(nginx.isPresent(), "SKIPPED: there is no nginx on the path");
    Standalone product =
        STARTED.add(Standalone.start(Config.of(LocalSettings.in(directory.resolve("data")))));
    int port = freePort();
    Path settings = settings(URI.create(product.baseUrl()).getPort(), port);
    Process process =
        new ProcessBuilder(
                nginx.orElseThrow().toString(),
                "-p",
                directory.toString(),
                "-c",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.out").toFile())
            .start();
    STARTED.add(() -> process.destroy());
    await().until(() -> answers(port));
    address = "http://127.0.0.1:" + port;
    apiKey = product.apiKey();
    api = STARTED.add(new Api(address, apiKey));
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void everyIdGoesThroughAsItCame(RandomGenerator random) throws Exception {
    List<String> ids = new ArrayList<>(OddNames.examples());
    ids.removeAll(CLIMBING);
    ids.removeIf(each -> each.startsWith("..") && each.length() > 20);
    for (String id : ids) {
      String address = "/customer/" + OddNames.encode(id, random);
      assertThat(api.post("/customer", customer(id)).status()).as(id).isEqualTo(201);
      Api.Answer changed = api.patch(address, "{\"plan\":\"Pro\"}");
      assertThat(changed.status()).as(id).isEqualTo(200);
      assertThat(api.getAfter(changed, address).body().at("/data/0/customer_id").asText())
          .isEqualTo(id);
      assertThat(api.delete(address).status()).isEqualTo(202);
    }
  }

  @Test
  void whatClimbsAboveTheRootIsRefusedAndFoundByItsParameter() throws Exception {
    for (String id : CLIMBING) {
      Api.Answer stored = api.post("/customer", customer(id));
      assertThat(api.get("/customer/" + OddNames.encode(id)).status()).isEqualTo(400);
      Api.Answer found = api.getAfter(stored, "/customer?customer_id=" + OddNames.encode(id));
      assertThat(found.body().at("/data/0/customer_id").asText()).isEqualTo(id);
    }
  }

  /** Streams are quiet for longer than nginx waits for an answer that says nothing. */
  @Test
  void streamsAreNotHeldBackAndStayOpenWhileNothingHappens() throws Exception {
    List<String> kinds = List.of("/event", "/prediction", "/delivery", "/rejected");
    List<Path> seen = new ArrayList<>();
    try (CloseAll streams = new CloseAll()) {
      for (String kind : kinds) {
        Path lines = directory.resolve("stream" + kind.replace('/', '-'));
        seen.add(lines);
        streams.add(new StreamReader(address + "/api/v1" + kind + "/live", apiKey, lines));
      }
      for (Path each : seen) {
        await().atMost(PATIENCE).until(() -> Files.readString(each).contains("listening"));
        await()
            .atMost(PATIENCE)
            .until(() -> Files.readString(each).split("still here", -1).length > 3);
      }
      assertThat(api.post("/event", "{\"customer_id\":\"e\",\"name\":\"Seen\"}").status())
          .isEqualTo(201);
      assertThat(api.post("/event", "{\"customer_id\":\"e\"}").status()).isEqualTo(400);

      await().atMost(PATIENCE).until(() -> Files.readString(seen.getFirst()).contains("Seen"));
      await()
          .atMost(PATIENCE)
          .until(() -> Files.readString(seen.getLast()).contains("name is required"));
    }
  }

  private static String customer(String id) {
    return Json.object()
        .put("customer_id", id)
        .put("name", "Ann")
        .put("email", "a@example.com")
        .put("plan", "Trial")
        .toString();
  }

  private static Optional<Path> nginx() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(each -> Path.of(each, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Writes the edge's deployed configuration with another listen address and another upstream. */
  private static Path settings(int product, int port) throws IOException {
    String edge =
        Files.readString(EDGE)
            .replace("http://$service:8080", "http://127.0.0.1:" + product)
            .replace("proxy_read_timeout 60s", "proxy_read_timeout 9s")
            .replace("listen 8080", "listen 127.0.0.1:" + port);
    Files.writeString(directory.resolve("edge.conf"), edge);
    StringBuilder temporary = new StringBuilder();
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      temporary.append("%s_temp_path %s;".formatted(kind, directory.resolve(kind)));
    }
    return Files.writeString(
        directory.resolve("nginx.conf"),
        "daemon off; master_process off; pid %s; error_log stderr; events {} http { access_log off; %s include %s; }"
            .formatted(directory.resolve("nginx.pid"), temporary, directory.resolve("edge.conf")));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
