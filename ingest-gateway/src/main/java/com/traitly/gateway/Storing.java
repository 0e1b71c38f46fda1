package com.traitly.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Stores what a request holds and answers. Implementations are thread-safe. */
@FunctionalInterface
interface Storing {
  /**
   * Stores.
   *
   * @param records at least one
   * @param answer what is answered once they are stored
   * @return completes when they are, or with an {@link com.traitly.contracts.error.ApiException}
   */
  CompletableFuture<Answer> store(
      WriteCall call, List<ProducerRecord<byte[], byte[]>> records, Answer answer);

  /** Without anything beside. */
  static Storing with(RecordSender sender) {
    return (call, records, answer) -> sender.send(records).thenApply(answer::at);
  }
}
