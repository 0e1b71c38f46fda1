package com.traitly.processor.topology;

import com.traitly.testkit.spec.TopicContract;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Checks that records a test left unread on the public topics conform to the AsyncAPI document. */
final class PublicRecords {
  private PublicRecords() {}

  static void check(TopologyTestDriver driver, String prefix) {
    for (String topic : TopicContract.topics()) {
      driver
          .createOutputTopic(prefix + topic, new StringDeserializer(), new ByteArrayDeserializer())
          .readRecordsToList()
          .forEach(record -> check(topic, record));
    }
  }

  private static void check(String topic, TestRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
    TopicContract.check(topic, record.key(), headers, record.value());
  }
}
