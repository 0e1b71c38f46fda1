package com.traitly.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Stores what one request holds, one item or many: each is checked by itself, the good ones are
 * sent together, and the answer has all verdicts in the order sent.
 */
final class BatchWrite implements Write {
  private final String object;
  private final Function<WriteCall, ? extends ItemReader> readers;
  private final Storing storing;

  /**
   * A write of one kind of item.
   *
   * @param object how the answer calls it
   * @param readers makes a reader for each request
   */
  BatchWrite(String object, Function<WriteCall, ? extends ItemReader> readers, Storing storing) {
    this.object = object;
    this.readers = readers;
    this.storing = storing;
  }

  @Override
  public CompletableFuture<Answer> accept(WriteCall call) {
    boolean validating = call.validating();
    ItemReader reader = readers.apply(call);
    List<Verdict> verdicts = Documents.judge(call.body(), call.header("Content-Type"), reader);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(verdicts.size());
    for (Verdict verdict : verdicts) {
      if (verdict instanceof Verdict.Good good) {
        records.add(good.record());
      }
    }
    int status = status(verdicts.size(), records.size(), validating ? 200 : 201);
    Answer answer =
        Answer.ofVerdicts(status, object, call.receivedAt(), verdicts, reader.warnings());
    return validating || records.isEmpty()
        ? CompletableFuture.completedFuture(answer)
        : storing.store(call, records, answer);
  }

  private static int status(int items, int good, int allGood) {
    return good == items ? allGood : good == 0 ? 400 : Answer.MIXED;
  }
}
