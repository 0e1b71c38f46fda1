package com.traitly.gateway.intake;

import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Stores what a request holds and answers. Implementations are thread-safe. */
@FunctionalInterface
public interface ItemStorage {
  /**
   * Stores.
   *
   * @param records at least one
   * @param answer what is answered once they are stored
   * @return completes when they are, or with an {@link com.traitly.contracts.error.ApiException}
   */
  CompletableFuture<WriteAnswer> store(
      WriteCall call, List<ProducerRecord<byte[], byte[]>> records, WriteAnswer answer);

  /** Without anything beside. */
  static ItemStorage with(RecordSender sender) {
    return (call, records, answer) -> sender.send(records).thenApply(answer::at);
  }
}
