package com.traitly.systemtests.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.IngestGateway;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.platform.service.ServiceRuntime;
import com.traitly.standalone.broker.EmbeddedBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes a hundred thousand events in batches to a real broker; one event in a hundred is bad. */
class BatchesIT {
  private static final String KEY = "trt_batches_test_key_0123456789";
  private static final int BATCHES = 100;
  private static final int ITEMS = 1_000;
  private static final int ONE_BAD_IN = 100;
  private static final int CONNECTIONS = 4;
  private static final Topics TOPICS = new Topics("batches.");

  /** Bad items, each with the code of its verdict. */
  private static final List<Map.Entry<String, String>> BAD =
      List.of(
          Map.entry("{\"name\":\"a\",\"event_id\":\"bad\"}", "missing_field"),
          Map.entry("{\"customer_id\":{},\"name\":\"a\"}", "invalid_field"),
          Map.entry("{\"customer_id\":1,\"name\":\" \"}", "invalid_field"),
          Map.entry("{\"customer_id\":1,\"name\":\"a\\u0000\"}", "invalid_field"),
          Map.entry("{\"customer_id\":1,\"name\":\"a\",\"created_at\":\"soon\"}", "invalid_field"),
          Map.entry("{\"customer_id\":1,\"name\":\"a\",\"event_id\":[]}", "invalid_field"),
          Map.entry("{\"customer_id\":1,\"created_at\":-1}", "missing_field"),
          Map.entry("[7]", "invalid_field"),
          Map.entry(
              "{\"customer_id\":1,\"name\":\"a\",\"p\":\"" + "x".repeat(33_000) + "\"}",
              "too_large"));

  @TempDir Path directory;

  @Test
  void verdictsAreExactAndWhatIsAcceptedIsStored() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      Config config =
          Config.of(
              Map.of(
                  "TRAITLY_KAFKA_BOOTSTRAP",
                  broker.bootstrapServers(),
                  "TRAITLY_TOPIC_PREFIX",
                  "batches.",
                  "TRAITLY_PARTITIONS",
                  "3",
                  "TRAITLY_BOOTSTRAP_TOKEN",
                  KEY,
                  "TRAITLY_SECRET_KEY",
                  MasterKeys.generate()));
      try (ServiceRuntime runtime = ServiceRuntime.open(config, InstantSource.system());
          IngestGateway gateway = new IngestGateway(runtime);
          HttpServer server =
              HttpServer.start(
                  Config.of(Map.of(CommonKeys.PORT.name(), "0")),
                  new HttpServer.Content(
                      gateway.routes(), runtime.tokens(), runtime.health(), runtime.meters()))) {
        List<String> accepted = postAll(URI.create(server.baseUrl() + "/api/v1/event"));

        assertThat(accepted).hasSize(BATCHES * ITEMS * (ONE_BAD_IN - 1) / ONE_BAD_IN);
        assertThat(stored(runtime.kafka()))
            .hasSameSizeAs(accepted)
            .satisfies(ids ->
                assertThat(ids.stream().sorted().toList())
                    .isEqualTo(accepted.stream().sorted().toList()));
      }
    }
  }

  private static List<String> postAll(URI url) throws Exception {
    List<String> accepted = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient();
        ExecutorService callers = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < BATCHES; i++) {
        int batch = i;
        answers.add(callers.submit(() -> post(http, url, batch)));
      }
      for (Future<List<String>> answer : answers) {
        accepted.addAll(answer.get());
      }
    }
    return accepted;
  }

  /** Posts a batch, compares every verdict, and returns the ids of the accepted events. */
  private static List<String> post(HttpClient http, URI url, int batch) throws Exception {
    byte[] body = body(batch);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Token " + KEY)
            .timeout(Duration.ofSeconds(30));
    if (isZipped(batch)) {
      request.header("Content-Encoding", "gzip");
    }
    var response =
        http.send(
            request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(207);
    JsonNode verdicts = Json.read(response.body()).path("data");
    assertThat(verdicts).hasSize(ITEMS);
    List<String> accepted = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      JsonNode verdict = verdicts.get(item);
      if (isBad(batch, item)) {
        assertThat(verdict.path("success").intValue()).isZero();
        assertThat(verdict.at("/error/code").textValue())
            .isEqualTo(BAD.get(kind(batch, item)).getValue());
      } else {
        assertThat(verdict)
            .isEqualTo(
                Json.read(
                    """
                    {"customer_id":"%s","name":"Step","created_at":"%d","success":1,
                     "event_id":"%s"}\
                    """
                        .formatted(customer(item), createdAt(item), id(batch, item))
                        .getBytes(UTF_8)));
        accepted.add(id(batch, item));
      }
    }
    return accepted;
  }

  /** Formats a batch; the number of the batch chooses among the forms that a batch may have. */
  private static byte[] body(int batch) throws IOException {
    List<String> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(
          isBad(batch, item)
              ? BAD.get(kind(batch, item)).getKey()
              : """
              {"customer_id":"%s","name":"Step","created_at":%d,"event_id":"%s","n":%d}\
              """
                  .formatted(customer(item), createdAt(item), id(batch, item), item));
    }
    String text =
        switch (batch % 4) {
          case 0 -> "{\"batch\":[" + String.join(",", items) + "]}";
          case 1 -> String.join("\n", items);
          default -> "[" + String.join(", ", items) + "]";
        };
    return isZipped(batch) ? zipped(text.getBytes(UTF_8)) : text.getBytes(UTF_8);
  }

  private static List<String> stored(KafkaAccess kafka) {
    List<String> ids = new ArrayList<>();
    try (var reader = kafka.reader(TOPICS.events())) {
      var partitions =
          reader.partitionsFor(TOPICS.events().name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      var ends = reader.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> reader.position(each) < ends.getOrDefault(each, 0L))) {
        for (var record : reader.poll(Duration.ofMillis(200))) {
          Event event = record.value();
          assertThat(record.key().id()).isEqualTo(event.customerId());
          assertThat(event.properties()).containsOnlyKeys("n");
          ids.add(event.eventId());
        }
      }
    }
    return ids;
  }

  private static boolean isBad(int batch, int item) {
    return (item + batch) % ONE_BAD_IN == 0;
  }

  private static int kind(int batch, int item) {
    return (item / ONE_BAD_IN + batch) % BAD.size();
  }

  private static boolean isZipped(int batch) {
    return batch % 4 == 2;
  }

  private static String customer(int item) {
    return "customer-" + item % 97;
  }

  private static long createdAt(int item) {
    return 1_790_000_000L + item;
  }

  private static String id(int batch, int item) {
    return batch + "-" + item;
  }

  private static byte[] zipped(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }
}
