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
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was rejected on a topic, for those who watch. Of an account's rejected items only a
 * hundred a second are written; the next one that is written says how many were left out. It never
 * delays the request and does not make it fail. Thread-safe.
 */
public final class RejectedItems {
  private static final int LONGEST = 1_000;
  private static final int LONGEST_ID = 255;

  private final Topic<AccountKey, RejectedItem> topic;
  private final RecordSender sender;
  private final AccountSample sample = new AccountSample();

  /** Writes to this topic. */
  public RejectedItems(Topic<AccountKey, RejectedItem> topic, RecordSender sender) {
    this.topic = topic;
    this.sender = sender;
  }

  /** Notes the items that were found bad. */
  void note(WriteCall call, String object, List<ItemVerdict.Bad> items) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ItemVerdict.Bad item : items) {
      long leftOut = sample.admit(call.account(), call.receivedAt());
      if (leftOut != AccountSample.LEFT_OUT) {
        records.add(
            record(
                call,
                new RejectedItem(
                    object,
                    sent(item, Fields.CUSTOMER_ID),
                    sent(item, Fields.NAME),
                    item.problems().getFirst().code().code(),
                    cut(FieldError.messages(item.problems())),
                    call.receivedMillis(),
                    leftOut)));
      }
    }
    send(records);
  }

  /** Notes a request that was refused as a whole. */
  void note(WriteCall call, String object, String customerId, ApiException why) {
    long leftOut = sample.admit(call.account(), call.receivedAt());
    if (leftOut != AccountSample.LEFT_OUT) {
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
