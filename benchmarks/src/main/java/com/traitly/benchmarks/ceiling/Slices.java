package com.traitly.benchmarks.ceiling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Cuts a body into its events with a streaming parser; the slices are the bytes that were received.
 */
final class Slices {
  private static final JsonFactory JSON = new JsonFactory();

  private Slices() {}

  /** Returns one record for each event of an object or an array of objects. */
  static List<ProducerRecord<byte[], byte[]>> records(String topic, byte[] body)
      throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          int start = (int) parser.currentTokenLocation().getByteOffset();
          String customer = customer(parser);
          int end = (int) parser.currentLocation().getByteOffset();
          records.add(
              new ProducerRecord<>(
                  topic,
                  customer.getBytes(StandardCharsets.UTF_8),
                  Arrays.copyOfRange(body, start, end)));
        }
      }
    }
    return records;
  }

  /** Reads to the end of the object and returns its customer id. */
  private static String customer(JsonParser parser) throws IOException {
    String customer = "";
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean wanted = parser.currentName().equals("customer_id");
      parser.nextToken();
      if (wanted) {
        customer = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return customer;
  }
}
