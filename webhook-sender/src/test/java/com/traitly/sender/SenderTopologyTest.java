package com.traitly.sender;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.sender.dispatch.SenderParts;
import com.traitly.sender.endpoint.RetrySchedule;
import com.traitly.sender.http.AddressPolicy;
import com.traitly.sender.http.NoListeners;
import com.traitly.sender.http.WebhookClient;
import com.traitly.streams.node.StreamsSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SenderTopologyTest {
  private static final List<String> NODES =
      List.of(
          "read-endpoints",
          "keep-endpoints",
          "read-endpoint-disablings",
          "keep-endpoint-disablings",
          "read-announcements",
          "read-resends",
          "read-erasures",
          "forget-attempts",
          "deliver-announcements",
          "log-attempts",
          "write-dead-letters",
          "read-attempts",
          "watch-endpoints",
          "disable-endpoints",
          "tell-operators",
          "read-commands",
          "keep-log",
          "answer-commands",
          "resend-deliveries");

  @TempDir Path directory;

  @Test
  void readsAsAStory() {
    Topics topics = new Topics("t.");
    StreamsSettings settings =
        new StreamsSettings(
            "t-webhook-sender", "one", directory, false, 1, 0, "", "t.dead-letters");
    StreamsConfig config =
        new StreamsConfig(settings.properties(new KafkaAccess("127.0.0.1:1", "t.", 1, 1)));
    try (var client =
        new WebhookClient(
            new AddressPolicy(false, false, List.of()),
            SenderHarness.SECRETS,
            NoListeners.INSTANCE,
            InstantSource.system(),
            SenderHarness.TIMEOUT)) {
      SenderParts shared =
          SenderHarness.shared(client, RetrySchedule.DEFAULT, InstantSource.system());

      String described =
          SenderTopology.of(new TopologyConfig(config), topics, shared).describe().toString();

      List<String> nodes =
          Pattern.compile("(?:Source|Processor|Sink): (\\S+)")
              .matcher(described)
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(nodes).containsExactlyInAnyOrderElementsOf(NODES);
      assertThat(described).contains("outbox", "outbox-due", "delivered-sequence");
    }
  }
}
