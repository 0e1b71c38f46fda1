package com.traitly.systemtests.sources;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.model.Event;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.sources.SourceGround.Gateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source on a cluster that lets nobody in without a name and a password. */
class SecuredSourceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RECORDS = "traitly.gateway.source-records.finished";
  private static final String CONNECTED = "traitly.gateway.source.connected";

  @TempDir Path directory;

  @Test
  void theCredentialsOfASourceLetItInAndWrongOnesDoNot() throws Exception {
    Path ours = Files.createDirectory(directory.resolve("ours"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(ours.resolve("broker"), 0, failure -> {});
        SourceGround ground = new SourceGround(ours, broker);
        SaslBroker other = SaslBroker.start(directory.resolve("theirs"))) {
      fill(other);
      Gateway gateway =
          ground.gateway(
              "sources:\n"
                  + source("plain", other.client("PLAIN", SaslBroker.PASSWORD))
                  + source("scram", other.client("SCRAM-SHA-512", SaslBroker.PASSWORD))
                  + source("wrong", other.client("PLAIN", "guessed")));

      for (String name : List.of("plain", "scram")) {
        await()
            .atMost(PATIENCE)
            .until(() -> gateway.meter(RECORDS, "outcome", "taken", "source", name) == 1);
        await().atMost(PATIENCE).until(() -> gateway.meter(CONNECTED, "source", name) == 1);
      }
      assertThat(gateway.meter(CONNECTED, "source", "wrong")).isZero();
      assertThat(gateway.meter(RECORDS, "outcome", "taken", "source", "wrong")).isZero();
      assertThat(ground.events())
          .extracting(Event::eventId)
          .containsExactlyInAnyOrder("plain/shop-0@0", "scram/shop-0@0");
    }
  }

  private static void fill(SaslBroker broker) throws Exception {
    Map<String, Object> client = new HashMap<>(broker.client("PLAIN", SaslBroker.PASSWORD));
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic("shop", 1, (short) 1))).all().get();
    }
    String address = String.valueOf(client.get("bootstrap.servers"));
    try (Producer<byte[], byte[]> producer = SourceGround.producer(address, client)) {
      byte[] value = "{\"customer_id\":\"a\",\"name\":\"Paid\"}".getBytes(UTF_8);
      producer.send(new ProducerRecord<>("shop", value)).get();
    }
  }

  private static String source(String name, Map<String, String> kafka) {
    StringBuilder yaml =
        new StringBuilder("  - topic: shop\n    name: %s\n    kafka:\n".formatted(name));
    kafka.forEach((key, value) -> yaml.append("      %s: '%s'\n".formatted(key, value)));
    return yaml.toString();
  }
}
