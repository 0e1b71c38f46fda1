package com.traitly.systemtests.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.traitly.contracts.topic.RecordHeaders;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that none of our services would write, for any topic, by what is wrong with them. */
final class Garbage {
  private static final byte[] KEY = "default|garbled".getBytes(UTF_8);
  private static final byte[] NOT_UTF_8 = {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80};
  private static final String WRONG_TYPES =
      """
      {"customer_id":{},"name":[1],"event_id":true,"created_at":"soon","received_at":[],"id":{},
       "type":7,"version":"x","hash":[],"url":false,"origin":{},"timestamp":"later","kind":[],
       "entry":"x","window":[],"target":3,"actions":{},"activation":"y","at_ms":{},"reason":9,
       "delivery_id":[],"endpoint_id":{},"object":1,"outcome":{},"attempt":"z","took_ms":"long",
       "started_at_ms":"early","sequence":"first","offset":"none","last_used_at":"never"}\
      """;
  private static final String ABSURD_NUMBERS =
      """
      {"customer_id":"garbled","name":"Step","event_id":"e","created_at":9223372036854775807,
       "received_at":-9223372036854775808,"id":"garbled","type":"erasure","version":1e300,
       "hash":"h","url":"http://127.0.0.1:1/","max_in_flight":99999999999999999999,
       "rate_limit":-1,"objects":[],"goal_names":[],"enabled":true,"origin":"x",
       "timestamp":1e99,"kind":"replay","since_ms":1e30,"until_ms":-1e30,"status":"all",
       "dry_run":true,"activation":2147483648,"at_ms":1e20,"reason":"r","delivery_id":"d",
       "endpoint_id":"e","object":"o","goal_name":"g","outcome":"delivered","attempt":1e9,
       "took_ms":1e40,"started_at_ms":-1e40,"offset":1e25,"sequence":1e25,"last_used_at":1e50}\
      """;

  private Garbage() {}

  /** One record of each kind for a topic. */
  static Map<String, ProducerRecord<byte[], byte[]>> of(String topic, Random random) {
    Map<String, ProducerRecord<byte[], byte[]>> all = new LinkedHashMap<>();
    all.put("not JSON", record(topic, KEY, "not JSON at all".getBytes(UTF_8)));
    all.put("no key", new ProducerRecord<>(topic, 0, null, "{}".getBytes(UTF_8)));
    all.put("a key without account", record(topic, "nobody".getBytes(UTF_8), bytes("{}")));
    all.put("a key that is not UTF-8", record(topic, joined("default|", NOT_UTF_8), bytes("{}")));
    all.put("a key too long", record(topic, bytes("default|" + "k".repeat(70_000)), bytes("{}")));
    all.put("an empty key and value", record(topic, new byte[0], new byte[0]));
    all.put("another shape", record(topic, KEY, bytes("[{}]")));
    all.put("nothing in it", record(topic, KEY, bytes("{}")));
    all.put("wrong types", record(topic, KEY, bytes(WRONG_TYPES)));
    all.put("absurd numbers", record(topic, KEY, bytes(ABSURD_NUMBERS)));
    all.put(
        "a name that is not UTF-8",
        record(topic, KEY, joined("{\"customer_id\":\"x\",\"", NOT_UTF_8, "\":1}")));
    all.put("half a Smile", record(topic, KEY, new byte[] {3, ':', ')', '\n', 0, (byte) 0xFA}));
    all.put("another format", record(topic, KEY, new byte[] {99, 1, 2, 3}));
    byte[] noise = new byte[1_000_000];
    random.nextBytes(noise);
    all.put("a megabyte of noise", record(topic, KEY, noise));
    all.put("nested", record(topic, KEY, bytes("[".repeat(100_000))));
    all.put("odd headers", withHeaders(record(topic, KEY, bytes("{\"data\":[]}"))));
    all.put("odd headers on a tombstone", withHeaders(record(topic, KEY, null)));
    all.put("no time", timed(topic, -1));
    long ahead = Duration.ofMinutes(50).toMillis();
    all.put("a time to come", timed(topic, System.currentTimeMillis() + ahead));
    return all;
  }

  private static ProducerRecord<byte[], byte[]> withHeaders(ProducerRecord<byte[], byte[]> record) {
    byte[] noise = joined("not what we write ", NOT_UTF_8);
    for (String name :
        new String[] {
          RecordHeaders.CAUSE,
          RecordHeaders.SEQUENCE,
          RecordHeaders.SCHEMA,
          RecordHeaders.ID,
          RecordHeaders.OBJECT,
          RecordHeaders.ERASED_AT,
          RecordHeaders.TRACEPARENT,
          "activation",
          "__streams.errors.topic",
          "__streams.errors.partition",
          "__streams.errors.offset"
        }) {
      record.headers().add(name, noise);
    }
    record.headers().add("empty", null);
    return record;
  }

  /** Sets a time that other producers can send but Kafka's {@code ProducerRecord} refuses. */
  private static ProducerRecord<byte[], byte[]> timed(String topic, long millis) {
    // The other key's customer is erased, and an erasure covers records without a time; this one is
    // never erased.
    return new ProducerRecord<>(topic, bytes("default|timeless"), bytes("{}")) {
      @Override
      public Long timestamp() {
        return millis;
      }
    };
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, byte[] key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, key, value);
  }

  private static byte[] joined(Object... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Object each : parts) {
      joined.writeBytes(each instanceof byte[] raw ? raw : bytes(each.toString()));
    }
    return joined.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
