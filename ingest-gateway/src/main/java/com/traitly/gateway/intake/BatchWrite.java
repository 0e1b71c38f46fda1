package com.traitly.gateway.intake;

import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.Write;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Stores the items of one request, one or many. Each is checked by itself, the good ones are sent
 * together, and the answer has all verdicts in the order sent.
 */
public final class BatchWrite implements Write {
  private final String object;
  private final Function<WriteCall, ? extends ItemReader> readers;
  private final ItemStorage storing;

  /**
   * A write of one kind of item.
   *
   * @param object the name of the kind in the answer
   * @param readers makes a reader for each request
   */
  public BatchWrite(
      String object, Function<WriteCall, ? extends ItemReader> readers, ItemStorage storing) {
    this.object = object;
    this.readers = readers;
    this.storing = storing;
  }

  @Override
  public CompletableFuture<WriteAnswer> accept(WriteCall call) {
    boolean validating = call.validating();
    ItemReader reader = readers.apply(call);
    List<ItemVerdict> verdicts =
        BatchDocuments.judge(call.body(), call.header("Content-Type"), reader);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(verdicts.size());
    for (ItemVerdict verdict : verdicts) {
      if (verdict instanceof ItemVerdict.Good good) {
        records.add(good.record());
      }
    }
    int status = status(verdicts.size(), records.size(), validating ? 200 : 201);
    WriteAnswer answer =
        WriteAnswer.ofVerdicts(status, object, call.receivedAt(), verdicts, reader.warnings());
    return validating || records.isEmpty()
        ? CompletableFuture.completedFuture(answer)
        : storing.store(call, records, answer);
  }

  private static int status(int items, int good, int allGood) {
    return good == items ? allGood : good == 0 ? 400 : WriteAnswer.MIXED;
  }
}
