package com.traitly.contracts.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.model.Redrive;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.EndpointDisabling;
import com.traitly.contracts.webhook.Resend;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** The bytes of records that Jackson maps; whoever renames a component would change them. */
final class PlainRecordsTest {
  private static final Topics TOPICS = new Topics("t.");

  @Test
  void attempts() {
    holds(
        TOPICS.webhookAttempts(),
        new DeliveryAttempt(
            "msg_1",
            "wh_1",
            "ä|\"1",
            "goal-propensity-change",
            "30-day",
            2,
            "retry_later",
            503,
            "busy",
            1_500_000_000_123L,
            45,
            1_500_000_001_123L,
            1_880_744_329_216_000_000L,
            7),
        """
        {"delivery_id":"msg_1","endpoint_id":"wh_1","customer_id":"ä|\\"1",\
        "object":"goal-propensity-change","goal_name":"30-day","attempt":2,\
        "outcome":"retry_later","status":503,"detail":"busy","started_at_ms":1500000000123,\
        "took_ms":45,"next_attempt_at_ms":1500000001123,"sequence":1880744329216000000,\
        "offset":7}\
        """);
    holds(
        TOPICS.webhookAttempts(),
        new DeliveryAttempt("d", "e", "c", "o", "g", 1, "given_up", null, "", 1, 2, null, 3, -1),
        """
        {"delivery_id":"d","endpoint_id":"e","customer_id":"c","object":"o","goal_name":"g",\
        "attempt":1,"outcome":"given_up","status":null,"detail":"","started_at_ms":1,\
        "took_ms":2,"next_attempt_at_ms":null,"sequence":3,"offset":-1}\
        """);
  }

  @Test
  void tokens() {
    holds(
        TOPICS.tokens(),
        new Token(
            "tok_1",
            "abc",
            "trt_12",
            "CI",
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of("read", "events:write"))),
            1_500_000_000,
            null),
        """
        {"id":"tok_1","name":"CI","prefix":"trt_12","scopes":["read","events:write"],\
        "created_at":1500000000,"expires_at":null,"hash":"abc"}\
        """);
  }

  @Test
  void transitions() {
    holds(
        TOPICS.goalLifecycle(),
        new GoalTransition(
            "acme",
            "ä|1",
            "g",
            7,
            GoalTransition.Kind.ENTERED,
            1_500_000_000_000L,
            1_500_086_400_000L,
            true,
            0),
        """
        {"account":"acme","customer_id":"ä|1","goal_name":"g","goal_version":7,\
        "transition":"entered","window_start":1500000000,\
        "goal_ends_at":1500086400,"inferred":true,"timestamp":0}\
        """);
    holds(
        TOPICS.goalLifecycle(),
        new GoalTransition("acme", "1", "g", 7, GoalTransition.Kind.LEFT, 0, null, false, 1_000),
        """
        {"account":"acme","customer_id":"1","goal_name":"g","goal_version":7,\
        "transition":"left","window_start":0,\
        "goal_ends_at":null,"inferred":false,"timestamp":1}\
        """);
  }

  @Test
  void whatOthersSend() {
    holds(
        TOPICS.operatorEvents(),
        new OperatorEvent(
            "acme",
            OperatorEvent.Kind.WEBHOOK_FAILING,
            "wh_1",
            1_500_000_000_000L,
            50,
            "It fails.",
            5_000),
        """
        {"account":"acme","kind":"webhook_failing","webhook_id":"wh_1","failing_since":1500000000,"percent":50,\
        "reason":"It fails.","timestamp":5}\
        """);
    holds(
        TOPICS.webhookResends(),
        new Resend("e", "d", "o", "g", 1_880_744_329_216_000_000L, 2),
        """
        {"endpoint_id":"e","delivery_id":"d","object":"o","goal_name":"g",\
        "sequence":1880744329216000000,"offset":2}\
        """);
    holds(
        TOPICS.webhookDisablings(),
        new EndpointDisabling(3, "It answered 410.", 1_500_000_000_123L),
        """
        {"activation":3,"reason":"It answered 410.","at_ms":1500000000123}\
        """);
    holds(
        TOPICS.redrives(),
        new Redrive("t.events-2@7", 1_500_000_000),
        """
        {"origin":"t.events-2@7","timestamp":1500000000}\
        """);
  }

  @Test
  void whatIsMissingOrSomethingElseIsNamed() {
    refused("{\"origin\":5,\"timestamp\":1}", "its field origin is not a text");
    refused("{\"timestamp\":1}", "its field origin is not a text");
    refused(
        "{\"origin\":\"x\",\"timestamp\":\"1\"}", "its field timestamp is not a sensible number");
    refused(
        "{\"origin\":\"x\",\"timestamp\":1e16}", "its field timestamp is not a sensible number");
    refused("[]", "it is not a JSON object");
    refused("{", "it is not well-formed JSON");
  }

  private static void refused(String json, String why) {
    assertThatThrownBy(() -> TOPICS.redrives().readValue(json.getBytes(UTF_8)))
        .isInstanceOf(SerializationException.class)
        .hasMessage("unreadable record value on t.dead-letter-redrives: " + why);
  }

  private static <V> void holds(Topic<?, V> topic, V value, String json) {
    byte[] bytes = topic.value().serializer().serialize(topic.name(), value);

    assertThat(new String(bytes, UTF_8)).isEqualTo(json);
    assertThat(topic.readValue(bytes)).isEqualTo(value);
  }
}
