package com.traitly.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.Warnings;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.http.WriteHandler.Write;
import com.traitly.gateway.publish.RecordSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Writes facts about customers: upserts, whole or partial, and erasures. Thread-safe. */
public final class CustomerWrites {
  static final String OBJECT = "customer";
  private static final String ID = "id";

  /** What the owners of the customer's state clear when they carry out the erasure. */
  private static final List<String> CLEARED =
      List.of("profile", "events", "timeline", "goals", "due_entries", "read_models", "deliveries");

  private final Topic<AccountKey, CustomerFact> customers;
  private final RecordSender sender;
  private final KnownCustomers seen;
  private final Representations storing;
  private final Write batch;
  private final RejectedItems rejected;

  public CustomerWrites(
      Topic<AccountKey, CustomerFact> customers,
      RecordSender sender,
      KnownCustomers seen,
      RejectedItems rejected) {
    this.customers = customers;
    this.sender = sender;
    this.seen = seen;
    storing = new Representations(sender, seen, customers);
    batch = new BatchWrite(OBJECT, this::items, storing, rejected);
    this.rejected = rejected;
  }

  /** {@code POST /customer}: one customer or many. */
  public CompletableFuture<WriteAnswer> upsert(WriteCall call) {
    return batch.accept(call);
  }

  /** {@code PATCH /customer/{id}}: only the fields that are sent change. */
  public CompletableFuture<WriteAnswer> update(WriteCall call) {
    String customerId = CustomerIds.ofPath(call.path(ID));
    try {
      return update(call, customerId);
    } catch (ApiException refused) {
      if (!call.validating()) {
        rejected.note(call, OBJECT, customerId, refused);
      }
      throw refused;
    }
  }

  private CompletableFuture<WriteAnswer> update(WriteCall call, String customerId) {
    JsonNode json = call.json();
    Problems problems = new Problems();
    CustomerReader.Sent sent = CustomerReader.read(json, problems, true);
    JsonNode named = json.path(Fields.CUSTOMER_ID);
    if (!named.isMissingNode() && (named.isNull() || !named.asText().equals(customerId))) {
      problems.invalid("/" + Fields.CUSTOMER_ID, "must be the one in the address, or be left out");
    }
    problems.throwIfAny();
    CustomerFact.Upsert upsert = sent.upsert(customerId, call.receivedMillis());
    return switch (items(call).changed(upsert, json).within(call.body().length)) {
      case ItemVerdict.Bad bad -> throw ApiException.ofFields(bad.problems());
      case ItemVerdict.Good good -> {
        WriteAnswer answer =
            WriteAnswer.ofVerdicts(200, OBJECT, call.receivedAt(), List.of(good), new Warnings());
        yield call.validating()
            ? CompletableFuture.completedFuture(answer)
            : storing.store(call, List.of(good.record()), answer);
      }
    };
  }

  /** {@code DELETE /customer/{id}}: accepts the erasure of everything known about the customer. */
  public CompletableFuture<WriteAnswer> erase(WriteCall call) {
    String customerId = CustomerIds.ofPath(call.path(ID));
    var erasure = new CustomerFact.Erasure(customerId, call.receivedMillis());
    ObjectNode receipt =
        Json.object()
            .put(Fields.CUSTOMER_ID, customerId)
            .put("erasure", "accepted")
            .put("created", Long.toString(call.receivedAt()));
    CLEARED.forEach(receipt.putArray("clears")::add);
    return sender
        .send(List.of(RecordSender.record(customers, call.key(customerId), erasure)))
        .thenApply(WriteAnswer.of(202, receipt)::at);
  }

  private CustomerItems items(WriteCall call) {
    return new CustomerItems(call, customers, seen);
  }
}
