package com.traitly.gateway.intake;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.http.WriteHandler.Write;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.platform.auth.UniqueIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Stores the items of one request, one or many. Each is checked by itself, the good ones are sent
 * together, and the answer has all verdicts in the order sent.
 *
 * @param object the name of the kind in the answer
 * @param readers makes a reader for each request
 * @param rejected hears of the items that are refused
 */
public record BatchWrite(
    String object,
    Function<WriteCall, ? extends BatchDocuments.ItemReader> readers,
    Storage storing,
    RejectedItems rejected)
    implements Write {
  /** Stores the records of a request and answers. Implementations are thread-safe. */
  @FunctionalInterface
  interface Storage {
    /**
     * Stores the records.
     *
     * @param records at least one
     * @param answer the answer once they are stored
     * @return completes when they are, or with an {@link ApiException}
     */
    CompletableFuture<WriteAnswer> store(
        WriteCall call, List<ProducerRecord<byte[], byte[]>> records, WriteAnswer answer);
  }

  /** {@code POST /event}: one event or many. */
  public static Write ofEvents(
      Topic<AccountKey, Event> events, RecordSender sender, RejectedItems rejected) {
    UniqueIds ids = new UniqueIds("evt_");
    return new BatchWrite(
        "event",
        call ->
            new EventReader(
                events, ItemOrigin.of(call), single -> IdempotencyKey.idOf(call, single, ids)),
        (call, records, answer) -> sender.send(records).thenApply(answer::at),
        rejected);
  }

  @Override
  public CompletableFuture<WriteAnswer> accept(WriteCall call) {
    boolean validating = call.validating();
    BatchDocuments.ItemReader reader = readers.apply(call);
    List<ItemVerdict> verdicts = validating ? judged(call, reader) : watched(call, reader);
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

  private static List<ItemVerdict> judged(WriteCall call, BatchDocuments.ItemReader reader) {
    return BatchDocuments.judge(call.body(), call.header("Content-Type"), reader);
  }

  /** As {@link #judged}, and notes what is refused, the whole body or single items. */
  private List<ItemVerdict> watched(WriteCall call, BatchDocuments.ItemReader reader) {
    List<ItemVerdict.Bad> bad = new ArrayList<>();
    try {
      List<ItemVerdict> verdicts =
          judged(
              call,
              (at, single) -> {
                ItemVerdict verdict = reader.read(at, single);
                if (single && verdict instanceof ItemVerdict.Bad alone) {
                  bad.add(alone); // What comes alone is not judged but thrown.
                }
                return verdict;
              });
      for (ItemVerdict each : verdicts) {
        if (each instanceof ItemVerdict.Bad item) {
          bad.add(item);
        }
      }
      return verdicts;
    } catch (ApiException refused) {
      if (bad.isEmpty()) {
        rejected.note(call, object, "", refused);
      }
      throw refused;
    } finally {
      rejected.note(call, object, bad);
    }
  }

  private static int status(int items, int good, int allGood) {
    return good == items ? allGood : good == 0 ? 400 : WriteAnswer.MIXED;
  }
}
