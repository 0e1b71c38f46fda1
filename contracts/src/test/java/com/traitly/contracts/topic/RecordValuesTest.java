package com.traitly.contracts.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Decoded.Readable;
import com.traitly.contracts.topic.Decoded.Unreadable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Any bytes on any topic are a value that can be written and read again, or are unreadable. */
class RecordValuesTest {
  private static final Topics TOPICS = new Topics("t.");
  private static final List<String> RECORDS =
      List.of(
          """
          {"customer_id":"1","name":"Step","created_at":1500000000,"received_at":1500000001,
           "event_id":"e","properties":{"ä":[1,2.50,{"b":null}],"n":1e2}}\
          """,
          """
          {"customer_id":"1","received_at":1500000000,"type":"upsert","fields":{"plan":"Trial"}}\
          """,
          """
          {"customer_id":"1","received_at":1500000000.123,"type":"link","anonymous_id":"ä|1"}\
          """,
          """
          {"customer_id":"1","anonymous_id":"a","received_at":1500000000,"type":"claim"}\
          """,
          """
          {"customer_id":"1","anonymous_id":"a","erased_at":1500000000,"type":"release"}\
          """,
          """
          {"customer_id":"1","type":"events","events":[{"customer_id":"1","name":"Step",
           "created_at":1500000000,"received_at":1500000001,"event_id":"e"}]}\
          """,
          """
          {"account":"acme","customer_id":"1","created_at":1500000000,"created_at_given":true,
           "name":"Ann","email":null,"plan":"Trial","monthly_payment_amount":9.5,
           "custom_attributes":{"a":1}}\
          """,
          """
          {"name":"g","version":3,"entry":{"on":"customer_created"},"window":{"days":30},
           "target":{"any":[{"event":"Subscribed"}]},"actions":[{"event_name":"Step"}]}\
          """,
          """
          {"id":"tok_1","hash":"abc","prefix":"ab","name":"n","scopes":["read"],
           "created_at":1500000000,"expires_at":null}\
          """,
          """
          {"delivery_id":"d","endpoint_id":"e","customer_id":"c","object":"o","goal_name":"g",
           "attempt":1,"outcome":"delivered","status":200,"detail":"","started_at_ms":1,
           "took_ms":2,"next_attempt_at_ms":null,"sequence":1,"offset":2}\
          """,
          """
          {"id":"c","kind":"replay","since_ms":1,"until_ms":2,"status":"all","dry_run":true}\
          """,
          """
          {"endpoint_id":"e","delivery_id":"d","object":"o","goal_name":"g",
           "sequence":1880744329216000000,"offset":2}\
          """);

  @RepeatedTest(500)
  void whateverBytesThereAre(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] bytes = mutated(RECORDS.get(random.nextInt(RECORDS.size())).getBytes(UTF_8), random);
    for (Topic<?, ?> topic : TOPICS.all()) {
      readAndWritten(topic, bytes);
    }
  }

  @Test
  void whatIsWholeIsReadByItsTopic() {
    List<String> readable = new ArrayList<>();
    for (String record : RECORDS) {
      for (Topic<?, ?> topic : TOPICS.all()) {
        if (readAndWritten(topic, record.getBytes(UTF_8))) {
          readable.add(topic.name());
        }
      }
    }
    assertThat(readable)
        .contains(
            "t.events",
            "t.customers",
            "t.customer-links",
            "t.customer-profiles",
            "t.goals",
            "t.tokens",
            "t.webhook-attempts",
            "t.webhook-commands",
            "t.webhook-resends");
  }

  @Test
  void whatOnlyLooksLikeARecordIsUnreadable() {
    Deserializer<?> events = TOPICS.events().value().deserializer();
    String event = RECORDS.getFirst();
    for (String other :
        List.of(
            event.replace("\"1\"", "{}"),
            event.replace("1500000000", "\"soon\""),
            event.replace("1500000000", "9223372036854775807"),
            event.replace("1500000001", "-9223372036854775808"),
            event.replace("1500000000", "1e300"),
            event.replace("\"event_id\"", "\"event\""),
            "[" + event + "]",
            event + event,
            "")) {
      assertThat(Decoded.of(events, "t.events", other.getBytes(UTF_8)))
          .as(other)
          .isInstanceOf(Unreadable.class);
    }
    byte[] notUtf8 = event.getBytes(UTF_8);
    notUtf8[event.indexOf("Step")] = (byte) 0xF5;
    assertThatThrownBy(() -> events.deserialize("t.events", notUtf8))
        .isInstanceOf(SerializationException.class)
        .hasMessage("unreadable record value on t.events: it is not UTF-8");
  }

  @Test
  void aKeyIsOneOnlyWhenItIsWrittenTheSameWay() {
    Deserializer<AccountKey> keys = KeySerde.instance().deserializer();
    assertThat(keys.deserialize("t", "acme|ä|b".getBytes(UTF_8)))
        .isEqualTo(new AccountKey("acme", "ä|b"));
    for (byte[] other :
        new byte[][] {
          {},
          "acme".getBytes(UTF_8),
          "|x".getBytes(UTF_8),
          {'a', '|', (byte) 0xF5, (byte) 0x80},
          {'a', '|', (byte) 0xED, (byte) 0xA0, (byte) 0xBD},
          ("a|" + "x".repeat(5_000)).getBytes(UTF_8)
        }) {
      assertThat(Decoded.of(keys, "t", other)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void aLetterSaysWhereAndWhyWhateverTheRecordClaims() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("__streams.errors.topic", new byte[] {1});
    headers.add("own", null);
    SkippedRecord record =
        new SkippedRecord(
            "t.events",
            2,
            7,
            -1,
            "acme|1".getBytes(UTF_8),
            "😀".repeat(600).getBytes(UTF_8),
            headers);

    var written = DeadLetter.written("t.dead-letters", record, new NullPointerException("of ours"));
    DeadLetter letter =
        DeadLetter.of(0, 1, written.timestamp(), written.key(), written.value(), written.headers())
            .orElseThrow();

    assertThat(letter.origin()).isEqualTo("t.events-2@7");
    assertThat(letter.originTopic()).isEqualTo("t.events");
    assertThat(letter.message()).startsWith("it could not be applied").doesNotContain("of ours");
    assertThat(letter.millis()).isZero();
    assertThat(letter.isOfTable()).isFalse();
    assertThat(letter.headers().lastHeader("own")).isNotNull();
    String excerpt = requireNonNull(letter.excerpt());
    assertThat(excerpt).hasSize(1_000);
    assertThat(new String(excerpt.getBytes(UTF_8), UTF_8)).isEqualTo(excerpt);
  }

  /** Whether the bytes can be read; a value that was read must be readable again once written. */
  private static <V> boolean readAndWritten(Topic<?, V> topic, byte[] bytes) {
    try {
      V value = topic.value().deserializer().deserialize(topic.name(), bytes);
      byte[] again = topic.value().serializer().serialize(topic.name(), value);
      if (!(value instanceof byte[])) {
        assertThat(Decoded.of(topic.value().deserializer(), topic.name(), again))
            .isInstanceOf(Readable.class);
      }
      return true;
    } catch (SerializationException unreadable) {
      return false;
    }
  }

  private static byte[] mutated(byte[] record, Random random) {
    byte[] bytes = record.clone();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      switch (random.nextInt(4)) {
        case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        case 1 ->
            bytes[random.nextInt(bytes.length)] =
                (byte) "0129{}[]\",:eE-.tn\\u".charAt(random.nextInt(19));
        case 2 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        default -> {
          int at = random.nextInt(bytes.length);
          byte[] longer = Arrays.copyOf(bytes, bytes.length + 70);
          Arrays.fill(longer, at, at + 70, (byte) ('0' + random.nextInt(10)));
          System.arraycopy(bytes, at, longer, at + 70, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
