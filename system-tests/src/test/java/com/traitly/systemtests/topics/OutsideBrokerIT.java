package com.traitly.systemtests.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.broker.KafkaImage;
import com.traitly.systemtests.caller.Api;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** The whole cycle on an external broker: the public Kafka image. */
class OutsideBrokerIT {
  @TempDir Path directory;

  @BeforeAll
  static void imagePresent() throws InterruptedException {
    KafkaImage.assumePresent();
  }

  @Test
  void anEventIsCountedAndLookedUp() throws Exception {
    try (KafkaContainer kafka = new KafkaContainer(KafkaImage.NAME)) {
      kafka.start();
      Map<String, String> settings =
          Map.of(
              "TRAITLY_PORT", "0",
              "TRAITLY_DATA_DIR", directory.toString(),
              "TRAITLY_KAFKA_BOOTSTRAP", kafka.getBootstrapServers());
      try (Standalone product = Standalone.start(Config.of(settings));
          Api api = new Api(product.baseUrl(), product.apiKey())) {
        api.put(
            "/goal/Styled",
            """
            {"entry": {"on": {"event": "Style Widget"}}, "window": {"days": 30},
             "target": {"any": [{"event": "Subscribed"}]},
             "actions": [{"event_name": "Style Widget", "target_count": 3}]}\
            """);
        Api.Answer event =
            api.post("/event", "{\"customer_id\": \"7\", \"name\": \"Style Widget\"}");
        assertThat(event.status()).isEqualTo(201);
        await()
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptions()
            .untilAsserted(() ->
                assertThat(
                        api.get("/recommended-next-actions?customer_id=7")
                            .body()
                            .at("/data/0/goal_num_completed")
                            .asInt())
                    .isEqualTo(1));
      }
    }
  }
}
