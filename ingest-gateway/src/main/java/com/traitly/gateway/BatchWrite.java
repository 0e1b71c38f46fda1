package com.traitly.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Stores what one request holds, one item or many: each is checked by itself, the good ones are
 * sent together, and the answer has all verdicts in the order sent.
 */
final class BatchWrite implements Write {
  private static final String VALIDATE = "validate";

  private final String object;
  private final ItemReader reader;
  private final RecordSender sender;

  /**
   * A write of one kind of item.
   *
   * @param object how the answer calls it
   */
  BatchWrite(String object, ItemReader reader, RecordSender sender) {
    this.object = object;
    this.reader = reader;
    this.sender = sender;
  }

  @Override
  public CompletableFuture<Answer> accept(WriteCall call) {
    boolean storing = !call.flag(VALIDATE);
    Documents documents = Documents.read(call.body(), call.header("Content-Type"));
    List<ObjectNode> items = new ArrayList<>(documents.items().size());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(documents.items().size());
    for (Documents.Item each : documents.items()) {
      Verdict verdict = judge(each, call, documents.single());
      items.add(verdict.item());
      if (verdict instanceof Verdict.Good good) {
        records.add(good.record());
      }
    }
    int status = status(items.size(), records.size(), storing ? 201 : 200);
    Answer answer = Answer.of(status, object, call.receivedAt(), items);
    return storing && !records.isEmpty()
        ? sender.send(records).thenApply(answer::at)
        : CompletableFuture.completedFuture(answer);
  }

  private Verdict judge(Documents.Item item, WriteCall call, boolean single) {
    Verdict verdict =
        item.problems().isEmpty()
            ? reader.read(item.json(), call, single)
            : new Verdict.Bad(item.json(), item.problems());
    if (single && verdict instanceof Verdict.Bad bad) {
      throw ApiException.ofFields(bad.problems());
    }
    return verdict;
  }

  private static int status(int items, int good, int allGood) {
    return good == items ? allGood : good == 0 ? 400 : 207;
  }
}
