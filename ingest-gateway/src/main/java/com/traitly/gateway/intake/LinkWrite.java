package com.traitly.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.http.WriteHandler.Write;
import com.traitly.gateway.publish.CustomerLinks;
import com.traitly.gateway.publish.RecordSender;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code POST /customer/{id}/link}: links an anonymous id to a customer. Thread-safe. */
public record LinkWrite(Topic<AccountKey, CustomerFact> customers, RecordSender sender)
    implements Write {
  @Override
  public CompletableFuture<WriteAnswer> accept(WriteCall call) {
    String customerId = CustomerIds.ofPath(call.path("id"));
    JsonNode json = call.json();
    Problems problems = new Problems();
    ObjectReader body = new ObjectReader(json, "", problems);
    KnownFields.require(body, json, Set.of(Fields.ANONYMOUS_ID));
    String anonymousId = String.valueOf(CustomerIds.read(body, Fields.ANONYMOUS_ID));
    problems.throwIfAny();
    var record =
        CustomerLinks.record(customers, call.key(customerId), anonymousId, call.receivedMillis());
    JsonNode receipt =
        Json.object()
            .put(Fields.CUSTOMER_ID, customerId)
            .put(Fields.ANONYMOUS_ID, anonymousId)
            .put("link", "accepted")
            .put("created", Long.toString(call.receivedAt()));
    return sender.send(List.of(record)).thenApply(WriteAnswer.of(202, receipt)::at);
  }
}
