package com.traitly.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.systemtests.guarantees.KillableBroker;
import com.traitly.testkit.process.ForkedJvm;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real SDKs lose nothing and count nothing twice, though the broker is killed while they send;
 * and with a wrong key they say so at once.
 */
@Tag("slow")
class SegmentSdksIT {
  private static final int MESSAGES = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Pattern REFUSED =
      Pattern.compile("traitly_gateway_records_refused_total ([0-9.]+)");

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path directory;
  private ForkedJvm broker;
  private Standalone product;
  private Api api;

  @BeforeEach
  void start() throws Exception {
    broker = KillableBroker.fork(directory.resolve("broker"));
    product =
        Standalone.start(
            Config.of(
                Map.of(
                    "TRAITLY_PORT", "0",
                    "TRAITLY_DATA_DIR", directory.resolve("data").toString(),
                    "TRAITLY_KAFKA_BOOTSTRAP", broker.said())));
    api = new Api(product.baseUrl(), product.apiKey());
    api.put("/goal/Styled", SdkLedger.GOAL);
  }

  @AfterEach
  void stop() {
    api.close();
    product.close();
    broker.close();
    http.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void eachMessageIsCountedOnceThroughAnOutage(Sdk sdk) throws Exception {
    SdkLedger ledger = new SdkLedger(api, sdk, MESSAGES);
    try (SdkProgram program =
        SdkProgram.start(sdk, directory, product.baseUrl(), key(), MESSAGES)) {
      await("half of " + sdk + " " + program).atMost(PATIENCE).until(() -> program.hasSaid("half"));
      String address = broker.said();
      broker.close();
      double before = refused();
      program.goOn();
      await("a refusal").atMost(PATIENCE).until(() -> refused() > before);
      broker =
          ForkedJvm.of(KillableBroker.class)
              .arguments(directory.resolve("broker").toString(), address.replaceFirst(".*:", ""))
              .start(KillableBroker.READY);
      await().atMost(PATIENCE).until(() -> program.hasSaid("sent"));
      await(sdk.toString())
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .ignoreExceptions()
          .untilAsserted(() -> {
            assertThat(program.hasEnded()).as("%s", program).isFalse();
            ledger.assertCountedOnce();
          });
      // A right count must also stay right when everything is applied.
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(60))
          .until(() -> {
            ledger.assertCountedOnce();
            return true;
          });
      assertThat(program.reported()).isEmpty();
    }
    assertThat(api.get("/event/rejected").body().path("data")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aWrongKeyIsReportedAtOnce(Sdk sdk) throws Exception {
    String wrong = "trt_0000000000000000000000000000000000000000";
    try (SdkProgram program = SdkProgram.start(sdk, directory, product.baseUrl(), wrong, 20)) {
      await(sdk.toString()).atMost(Duration.ofSeconds(40)).until(() -> program.hasSaid("error"));
    }
  }

  private String key() throws Exception {
    return api.post("/token", "{\"name\":\"site\",\"scopes\":[\"collect:write\"]}")
        .body()
        .at("/data/0/key")
        .asText();
  }

  private double refused() throws Exception {
    HttpRequest scrape = HttpRequest.newBuilder(URI.create(product.baseUrl() + "/metrics")).build();
    Matcher metric = REFUSED.matcher(http.send(scrape, BodyHandlers.ofString()).body());
    return metric.find() ? Double.parseDouble(metric.group(1)) : 0;
  }
}
