package com.traitly.gateway.segment.message;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** When a message happened, by our clock. The message is received at 12:00 in all rows. */
final class MessageClockTest {
  private static final long RECEIVED = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // timestamp | original | sentAt | of batch | library | retried | occurred
        "10:00:00|-|-|-|-|false|10:00:00",
        "10:00:00|-|10:00:01|-|analytics.js|false|11:59:59",
        "10:00:00|-|-|10:00:01|analytics.js|false|11:59:59",
        "10:00:00|-|10:00:01|09:00:00|analytics.js|false|11:59:59",
        "15:00:00|-|15:00:05|-|analytics-ios|false|11:59:55",
        "-|10:00:00|10:00:01|-|RudderLabs JavaScript SDK|false|11:59:59",
        "09:00:00|10:00:00|10:00:01|-|-|false|10:59:59",
        "10:00:00|-|10:00:01|-|analytics.js|true|10:00:00",
        "10:00:00|-|10:00:01|-|analytics-java|false|10:00:00",
        "10:00:00|-|10:00:01|-|@segment/analytics-node|false|10:00:00",
        "10:00:00|-|10:00:01|-|analytics-python|false|10:00:00",
        "10:00:00|-|10:00:01|-|Analytics.NET|false|10:00:00",
        "10:00:00|-|10:00:01|-|analytics-kotlin|false|11:59:59",
        "10:00:00|-|soon|-|analytics.js|false|10:00:00",
        "-|-|10:00:01|-|analytics.js|false|-",
      })
  void theClientsClockIsCompared(ArgumentsAccessor row) {
    var message = Json.object();
    message.set("timestamp", instant(row.getString(0)));
    message.set("originalTimestamp", instant(row.getString(1)));
    message.set("sentAt", instant(row.getString(2)));
    String ofBatch = row.getString(3);
    String occurred = row.getString(6);
    JsonNode context = parsed("{\"library\":{\"name\":\"" + row.getString(4) + "\"}}");

    var at =
        new MessageClock(RECEIVED, requireNonNull(row.getBoolean(5)))
            .occurredAt(
                new ObjectReader(message, "", new Problems()),
                ofBatch == null ? MissingNode.getInstance() : instant(ofBatch),
                context);

    assertThat(at.isPresent() ? Instant.ofEpochMilli(at.getAsLong()).toString() : null)
        .isEqualTo(occurred == null ? null : "2026-01-01T" + occurred + "Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2199-12-31T00:00:00Z,1901-01-01T00:00:00Z",
    "1900-01-02T00:00:00Z,2199-01-01T00:00:00Z"
  })
  void aCorrectionOutOfBoundsIsNone(String timestamp, String sentAt) {
    var message = Json.object().put("timestamp", timestamp).put("sentAt", sentAt);

    assertThat(
            new MessageClock(RECEIVED, false)
                .occurredAt(
                    new ObjectReader(message, "", new Problems()),
                    MissingNode.getInstance(),
                    MissingNode.getInstance()))
        .hasValue(Instant.parse(timestamp).toEpochMilli());
  }

  private static JsonNode instant(@Nullable String time) {
    return time == null
        ? parsed("null")
        : parsed(time.matches("[\\d:]+") ? "\"2026-01-01T" + time + "Z\"" : '"' + time + '"');
  }

  private static JsonNode parsed(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
