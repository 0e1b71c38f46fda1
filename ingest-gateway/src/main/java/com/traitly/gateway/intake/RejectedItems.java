package com.traitly.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.RejectedItem;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was rejected on a topic, for those who watch. Of an account's rejected items only a
 * hundred a second are written; the next one that is written says how many were left out. It never
 * delays the request and does not make it fail. Thread-safe.
 */
public final class RejectedItems {
  static final int MOST_A_SECOND = 100;
  private static final int LONGEST = 1_000;
  private static final int LONGEST_ID = 255;

  private final Topic<AccountKey, RejectedItem> topic;
  private final RecordSender sender;
  // By account; there are as many as accounts that have API keys.
  private final Map<String, Second> seconds = new HashMap<>();

  /** What was written for an account in one second, and left out since the last item. */
  private record Second(long second, int written, long leftOut) {}

  /** Writes to this topic. */
  public RejectedItems(Topic<AccountKey, RejectedItem> topic, RecordSender sender) {
    this.topic = topic;
    this.sender = sender;
  }

  /** Notes the items that were found bad. */
  void note(WriteCall call, String object, List<ItemVerdict.Bad> items) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ItemVerdict.Bad item : items) {
      long leftOut = admitted(call);
      if (leftOut >= 0) {
        String message =
            item.problems().stream().map(FieldError::message).collect(Collectors.joining("; "));
        records.add(
            record(
                call,
                new RejectedItem(
                    object,
                    sent(item, Fields.CUSTOMER_ID),
                    sent(item, Fields.NAME),
                    item.problems().getFirst().code().code(),
                    cut(message),
                    call.receivedMillis(),
                    leftOut)));
      }
    }
    send(records);
  }

  /** Notes a request that was refused as a whole. */
  void note(WriteCall call, String object, String customerId, ApiException why) {
    long leftOut = admitted(call);
    if (leftOut >= 0) {
      RejectedItem item =
          new RejectedItem(
              object,
              customerId,
              "",
              why.code().code(),
              cut(why.detail()),
              call.receivedMillis(),
              leftOut);
      send(List.of(record(call, item)));
    }
  }

  /** How many were left out before this one; -1 when it is left out, too. */
  private synchronized long admitted(WriteCall call) {
    Second before = seconds.getOrDefault(call.account(), new Second(0, 0, 0));
    long now = call.receivedAt();
    int written = before.second() == now ? before.written() : 0;
    boolean full = written >= MOST_A_SECOND;
    seconds.put(
        call.account(),
        full ? new Second(now, written, before.leftOut() + 1) : new Second(now, written + 1, 0));
    return full ? -1 : before.leftOut();
  }

  private ProducerRecord<byte[], byte[]> record(WriteCall call, RejectedItem item) {
    return RecordSender.record(topic, call.key(item.customerId()), item);
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    if (!records.isEmpty()) {
      var unused = sender.send(records);
    }
  }

  private static String sent(ItemVerdict.Bad item, String field) {
    @Nullable JsonNode value = item.sent().get(field);
    String text = value == null || !value.isValueNode() || value.isNull() ? "" : value.asText();
    return text.length() <= LONGEST_ID ? text : "";
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
