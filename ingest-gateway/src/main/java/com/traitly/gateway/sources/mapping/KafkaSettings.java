package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.ObjectReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The settings of a consumer that a source may choose. */
final class KafkaSettings {
  private static final String FIELD = "kafka";

  /** Without these as they are, records would be lost, doubled or unreadable. */
  private static final Set<String> OURS =
      Set.of(
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);

  private KafkaSettings() {}

  /** Reads the settings of a source; empty when there are none. */
  static Map<String, String> read(ObjectReader source) {
    Map<String, String> settings = new HashMap<>();
    ObjectReader reader = source.object(FIELD);
    JsonNode json = source.value(FIELD);
    if (reader == null || json == null) {
      return settings;
    }
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      String name = each.getKey();
      if (name.equals(ConsumerConfig.GROUP_ID_CONFIG)) {
        reader.invalid(name, "is said as group, beside kafka");
      } else if (OURS.contains(name)) {
        reader.invalid(name, "cannot be chosen: each record would no longer count exactly once");
      } else if (!ConsumerConfig.configNames().contains(name)) {
        reader.invalid(name, "is no setting of a Kafka consumer");
      } else if (!each.getValue().isValueNode() || each.getValue().isNull()) {
        reader.invalid(name, "must be a text, a number or a flag");
      } else {
        settings.put(name, each.getValue().asText());
      }
    }
    return Map.copyOf(settings);
  }
}
