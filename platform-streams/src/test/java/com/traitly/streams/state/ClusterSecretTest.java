package com.traitly.streams.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.testkit.BrokenRequests;
import com.traitly.testkit.Seeded;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Seeded
class ClusterSecretTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"/state/routes", "/state/query/who", "/state/query/nothing", "/", "/metrics"})
  void whoDoesNotKnowTheSecretLearnsNothing(String path) throws Exception {
    try (HeldPartition process = new HeldPartition();
        HttpClient http = HttpClient.newHttpClient()) {
      process.holdsLive(0);
      for (String secret : new String[] {"", "traitly", "between-u"}) {
        for (String method : new String[] {"GET", "POST"}) {
          HttpResponse<String> answer = http.send(request(process, path, secret, method), body());

          assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(401);
          assertThat(answer.body()).isEmpty();
          assertThat(answer.headers().map().keySet())
              .as("nothing but what HTTP says anyway")
              .isSubsetOf("connection", "content-length", "content-type", "date");
        }
      }
    }
  }

  @Test
  void brokenRequestsAreRefusedInOurWords(RandomGenerator random) throws Exception {
    try (HeldPartition process = new HeldPartition()) {
      process.holdsLive(0);
      int port = Integer.parseInt(process.address.substring(process.address.indexOf(':') + 1));
      for (String secret : List.of("", "Traitly-Cluster: " + HeldPartition.SECRET)) {
        String known = secret.isEmpty() ? "X: y" : secret;
        List<byte[]> requests = new ArrayList<>(BrokenRequests.examples("/state/query/who", known));
        for (int i = 0; i < 100; i++) {
          requests.add(BrokenRequests.draw(random, "/state/query/who", known));
        }
        for (byte[] request : requests) {
          BrokenRequests.requireOwnWords(request, BrokenRequests.answer(port, request));
        }
      }
    }
  }

  @Test
  void whoKnowsTheSecretIsTold() throws Exception {
    try (HeldPartition process = new HeldPartition();
        HttpClient http = HttpClient.newHttpClient()) {
      assertThat(
              http.send(request(process, "/state/routes", HeldPartition.SECRET, "GET"), body())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "traitly", "short", "secretsecretsecretsecret", "12345678901234567890"})
  void thePortIsNotOpenedToOthersWithASecretThatCanBeGuessed(String secret) {
    for (String host : new String[] {"0.0.0.0", "::", "192.0.2.7"}) {
      Config config =
          Config.of(
              Map.of(
                  "TRAITLY_STATE_HOST", host,
                  "TRAITLY_STATE_PORT", "0",
                  "TRAITLY_CLUSTER_SECRET", secret));

      assertThatThrownBy(() -> new StateServer(config, new Nothing(), Map.of()))
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("TRAITLY_CLUSTER_SECRET")
          .hasMessageContaining("20 characters");
    }
  }

  @Test
  void onThisMachineAloneAnySecretWillDo() {
    assertThatCode(() -> StateServer.requireGuarded(Config.of(Map.of())))
        .doesNotThrowAnyException();
  }

  private static HttpRequest request(
      HeldPartition process, String path, String secret, String method) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + process.address + path))
            .method(method, BodyPublishers.ofString("{}"));
    return secret.isEmpty() ? request.build() : request.header("Traitly-Cluster", secret).build();
  }

  private static HttpResponse.BodyHandler<String> body() {
    return BodyHandlers.ofString();
  }

  private static final class Nothing implements Copies {
    @Override
    public @Nullable LocalCopy copy(int partition) {
      return null;
    }

    @Override
    public boolean await(LocalCopy copy, Position write, Duration atMost) {
      return false;
    }

    @Override
    public Routes routes() {
      return Routes.NONE;
    }
  }
}
