package com.traitly.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonCursor;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.ProfileMerge;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.Warnings;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import java.util.HashSet;
import java.util.Set;

/**
 * Checks the customers of one request and makes the items of its answer, which show what was sent.
 * For a customer who may be stored already they do not guess {@code created_at}. Single-threaded.
 */
final class CustomerItems implements BatchDocuments.ItemReader {
  private final WriteCall call;
  private final Topic<AccountKey, CustomerFact> customers;
  private final KnownCustomers seen;
  private final Warnings warnings = new Warnings();
  private int items;
  private int alike;

  CustomerItems(WriteCall call, Topic<AccountKey, CustomerFact> customers, KnownCustomers seen) {
    this.call = call;
    this.customers = customers;
    this.seen = seen;
  }

  /** One item of {@code POST /customer}. */
  @Override
  public ItemVerdict read(JsonCursor at, boolean single) {
    String pointer = single ? "" : "/" + items++;
    return CustomerReader.judge(at, customer -> answered(customer, pointer));
  }

  private ItemVerdict answered(CustomerReader.Checked customer, String pointer) {
    CustomerFact.Upsert upsert = customer.upsert(call.receivedMillis());
    ObjectNode item = CustomerJson.item(ProfileMerge.apply(call.account(), null, upsert));
    if (seen.mayBeKnown(call.key(upsert.customerId()))) {
      boolean given = upsert.createdAt() != null;
      if (!given) {
        item.putNull(Fields.CREATED_AT);
      }
      warn(pointer + "/" + Fields.CREATED_AT, given);
    }
    return good(upsert, customer.json(), item);
  }

  @Override
  public Warnings warnings() {
    return warnings;
  }

  /** {@code PATCH /customer/{id}}: shows the fields that were sent, and no others. */
  ItemVerdict changed(CustomerFact.Upsert upsert, JsonNode json) {
    ObjectNode item = CustomerJson.item(ProfileMerge.apply(call.account(), null, upsert));
    Set<String> shown = new HashSet<>(upsert.fields().keySet());
    shown.add(Fields.CUSTOMER_ID);
    if (upsert.createdAt() != null) {
      shown.add(Fields.CREATED_AT);
    }
    item.retain(shown);
    Long updatedAt = upsert.updatedAt();
    if (updatedAt != null) {
      item.put(Fields.UPDATED_AT, Long.toString(Times.seconds(updatedAt)));
    }
    ObjectNode others = Json.object();
    upsert
        .fields()
        .forEach((name, value) -> {
          if (!CustomerJson.KEYS.contains(name)) {
            others.set(name, value);
          }
        });
    JsonNode attributes = upsert.fields().get(Fields.CUSTOM_ATTRIBUTES);
    if (!others.isEmpty()) {
      item.set(Fields.CUSTOM_ATTRIBUTES, others);
    } else if (attributes != null) {
      item.set(Fields.CUSTOM_ATTRIBUTES, attributes);
    }
    return good(upsert, json, item);
  }

  private ItemVerdict good(CustomerFact.Upsert upsert, JsonNode json, ObjectNode item) {
    var record = RecordSender.record(customers, call.key(upsert.customerId()), upsert);
    byte[] bytes = Json.bytes(item);
    return new ItemVerdict.Good(json::get, record, out -> out.copy(bytes, 0, bytes.length));
  }

  /** Warns of the first of each kind only, because a batch may be full of them. */
  private void warn(String pointer, boolean given) {
    int kind = given ? 1 : 2;
    if ((alike & kind) == 0) {
      alike |= kind;
      warnings.add(
          pointer,
          given
              ? "is set once: where a customer has been given one before, that one stays"
              : "was not sent: of a customer that is stored already the stored one stays, and"
                  + " GET /customer/{id} shows it");
    }
  }
}
