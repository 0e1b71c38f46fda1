package com.traitly.gateway.segment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.intake.KnownCustomers;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.segment.message.Body;
import com.traitly.gateway.segment.message.MessageMapper;
import com.traitly.gateway.segment.message.MessageType;
import com.traitly.gateway.segment.message.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stores the messages of one body. What cannot be used is stored too, as rejected, so that a 200
 * means that nothing is lost. Thread-safe.
 */
final class SegmentWrite {
  private static final String STRICT = "X-Strict-Mode";
  private static final String RETRY_COUNT = "X-Retry-Count";

  private final MessageMapper mapper;
  private final RejectedMessages rejected;
  private final RecordSender sender;
  private final KnownCustomers seen;

  SegmentWrite(
      MessageMapper mapper, RejectedMessages rejected, RecordSender sender, KnownCustomers seen) {
    this.mapper = mapper;
    this.rejected = rejected;
    this.sender = sender;
    this.seen = seen;
  }

  /**
   * Stores a body.
   *
   * @param type what its address says of a single message; null when it takes batches
   * @return completes when it is stored, or with an {@link ApiException}
   */
  CompletableFuture<WriteAnswer> accept(WriteCall call, @Nullable MessageType type) {
    boolean strict = isSet(call.header(STRICT));
    Body body;
    try {
      body = Body.read(call.body(), type == null);
    } catch (ApiException unreadable) {
      return strict ? CompletableFuture.failedFuture(unreadable) : refused(call, unreadable);
    }
    MessageMapper.Mapped mapped =
        mapper.map(
            call.account(), body, type, call.receivedMillis(), isSet(call.header(RETRY_COUNT)));
    if (strict && !mapped.errors().isEmpty()) {
      throw ApiException.ofFields(mapped.errors());
    }
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(mapped.records());
    records.addAll(rejected.letters(call.account(), mapped.rejections(), call.receivedMillis()));
    return records.isEmpty()
        ? CompletableFuture.completedFuture(success())
        : sender
            .send(records)
            .thenApply(positions -> {
              mapped.records().forEach(each -> seen.accepted(each.key()));
              return success().at(positions);
            });
  }

  /** A body that cannot be cut into messages is shown as rejected, and refused. */
  private CompletableFuture<WriteAnswer> refused(WriteCall call, ApiException why) {
    Rejection rejection =
        Rejection.ofBody(
            new AccountKey(call.account(), ""),
            call.body(),
            new FieldError("", why.code(), why.detail()));
    List<ProducerRecord<byte[], byte[]>> letters =
        rejected.letters(call.account(), List.of(rejection), call.receivedMillis());
    return letters.isEmpty()
        ? CompletableFuture.failedFuture(why)
        : sender.send(letters).thenCompose(stored -> CompletableFuture.failedFuture(why));
  }

  /** Exactly what SDKs look for. */
  private static WriteAnswer success() {
    ObjectNode body = Json.object().put("success", true);
    return WriteAnswer.of(200, body);
  }

  private static boolean isSet(@Nullable String header) {
    return header != null && !header.isBlank() && !header.strip().equals("0");
  }
}
