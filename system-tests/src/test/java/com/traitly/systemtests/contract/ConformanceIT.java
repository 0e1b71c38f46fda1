package com.traitly.systemtests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Call;
import com.traitly.testkit.process.LocalSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks the contract, row by row, against the whole product over HTTP.
 *
 * <p>The rows of a table run in order and in one account. Goals have an account without customers,
 * because a goal learns from stored customers in the background and may then warn of some of them.
 * Every GET sends the position of all earlier writes, so it sees them.
 */
class ConformanceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GOALS_KEY = "goals-key-0123456789";
  private static final CloseAll STARTED = new CloseAll();
  private static final Map<String, String> KEPT = new TreeMap<>();
  private static final Map<String, Long> POSITIONS = new TreeMap<>();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path directory;
  private static String baseUrl = "";

  @BeforeAll
  static void start() {
    Standalone product =
        STARTED.add(
            Standalone.start(
                Config.of(
                    LocalSettings.in(
                        directory, "TRAITLY_BOOTSTRAP_ACCOUNTS", "goals=" + GOALS_KEY))));
    baseUrl = product.baseUrl();
    KEPT.put("key", product.apiKey());
  }

  @AfterAll
  static void stop() {
    HTTP.shutdownNow();
    STARTED.close();
  }

  @TestFactory
  Stream<DynamicContainer> everyRow() {
    return Stream.of(
        table("1 ground rules", ContractGround.rows()),
        table("1 parameters and limits", ContractLimits.rows()),
        table("2 errors", ContractErrors.rows()),
        table("3 events", ContractEvents.rows()),
        table("4 customers", ContractCustomers.rows()),
        table("5 goals", ContractGoals.rows().stream().map(row -> row.as(GOALS_KEY)).toList()),
        table("6 lookup", ContractLookup.rows()),
        table("7 webhooks", ContractWebhooks.rows()),
        table("8 tokens", ContractTokens.rows()),
        table("dead letters", ContractLetters.rows()));
  }

  private static DynamicContainer table(String name, List<Row> rows) {
    return DynamicContainer.dynamicContainer(
        name, rows.stream().map(row -> DynamicTest.dynamicTest(row.name, () -> run(row))));
  }

  private static void run(Row row) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(
            () -> send(row.call.filled(KEPT)),
            response -> {
              // Only a read may come before the state includes all writes.
              if (response.statusCode() == 503 && row.call.method().equals("GET")) {
                return row.expects(503);
              }
              row.check(response, KEPT);
              response.headers().firstValue("Traitly-Position").ifPresent(ConformanceIT::remember);
              return true;
            });
  }

  private static HttpResponse<byte[]> send(Call call) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + call.path()))
            .timeout(PATIENCE)
            .method(call.method(), BodyPublishers.ofByteArray(call.body()));
    if (!call.authorization().isEmpty()) {
      request.header("Authorization", call.authorization());
    }
    boolean itsOwn = call.headers().contains("Traitly-Position");
    if (call.method().equals("GET") && !itsOwn && !POSITIONS.isEmpty()) {
      request.header("Traitly-Position", positions());
    }
    if (!call.headers().isEmpty()) {
      request.headers(call.headers().toArray(String[]::new));
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static void remember(String header) {
    for (String each : header.split(",")) {
      assertThat(each).matches("[A-Za-z0-9._-]+-\\d+@\\d+");
      int at = each.lastIndexOf('@');
      POSITIONS.merge(each.substring(0, at), Long.valueOf(each.substring(at + 1)), Math::max);
    }
  }

  private static String positions() {
    return String.join(
        ",", POSITIONS.entrySet().stream().map(e -> e.getKey() + "@" + e.getValue()).toList());
  }
}
