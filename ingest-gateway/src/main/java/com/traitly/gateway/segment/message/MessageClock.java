package com.traitly.gateway.segment.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Times;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * When the messages of one request happened, by our clock.
 *
 * <p>A browser's or a phone's clock may be wrong by days. What it shows when it sends, compared
 * with ours when we receive, is how wrong it is. That holds only for a first attempt, and only
 * where the client notes the time as it sends: a server's SDK may note it when it makes the batch.
 *
 * @param receivedAt UNIX milliseconds
 * @param retried whether the client says that this is not its first attempt
 */
record MessageClock(long receivedAt, boolean retried) {
  private static final String TIMESTAMP = "timestamp";
  private static final String ORIGINAL_TIMESTAMP = "originalTimestamp";
  private static final String SENT_AT = "sentAt";

  /** Words in the names of SDKs that run on servers, whose clocks are right. */
  private static final Set<String> SERVERS =
      Set.of(
          "node", "java", "python", "ruby", "go", "php", "net", "dotnet", "rust", "clojure",
          "scala", "elixir", "perl");

  /**
   * When a message happened, in UNIX milliseconds; empty when it does not say. An instant that
   * cannot be read is noted.
   *
   * @param sentAt of the batch
   * @param context of the message
   */
  OptionalLong occurredAt(ObjectReader message, JsonNode sentAt, JsonNode context) {
    String field = message.value(TIMESTAMP) == null ? ORIGINAL_TIMESTAMP : TIMESTAMP;
    OptionalLong said = message.instant(field);
    if (said.isEmpty() || retried || isServer(context)) {
      return said;
    }
    JsonNode own = message.value(SENT_AT);
    OptionalLong sent = Times.parse(own == null ? sentAt : own);
    if (sent.isEmpty()) {
      return said;
    }
    long corrected = said.getAsLong() + (receivedAt - sent.getAsLong());
    return corrected < Times.EARLIEST || corrected > Times.LATEST
        ? said
        : OptionalLong.of(corrected);
  }

  private static boolean isServer(JsonNode context) {
    String name = context.path("library").path("name").asText().toLowerCase(Locale.ROOT);
    return Arrays.stream(name.split("[^a-z]+")).anyMatch(SERVERS::contains);
  }
}
