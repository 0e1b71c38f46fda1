package com.traitly.gateway.intake;

import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Stores the records of a request and answers. Implementations are thread-safe. */
@FunctionalInterface
public interface ItemStorage {
  /**
   * Stores the records.
   *
   * @param records at least one
   * @param answer the answer once they are stored
   * @return completes when they are, or with an {@link com.traitly.contracts.error.ApiException}
   */
  CompletableFuture<WriteAnswer> store(
      WriteCall call, List<ProducerRecord<byte[], byte[]>> records, WriteAnswer answer);

  /** A storage that only sends the records and adds their positions to the answer. */
  static ItemStorage with(RecordSender sender) {
    return (call, records, answer) -> sender.send(records).thenApply(answer::at);
  }
}
