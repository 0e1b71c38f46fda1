package com.traitly.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonCursor;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.publish.RecordSender;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The checks of {@code POST /event} and {@code POST /customer} for single items that come another
 * way. Thread-safe.
 */
public record Door(Topics topics) {
  /**
   * Checks an event.
   *
   * @param item one JSON object
   * @param idIfNone its id when it has none, of 100 characters at most
   * @throws com.traitly.contracts.error.ApiException {@code malformed_json}
   */
  public ItemVerdict event(ItemOrigin origin, byte[] item, String idIfNone) {
    EventReader reader = new EventReader(topics.events(), origin, single -> idIfNone);
    return judge(item, at -> reader.read(at, false));
  }

  /**
   * Checks a customer.
   *
   * @param item one JSON object
   * @throws com.traitly.contracts.error.ApiException {@code malformed_json}
   */
  public ItemVerdict customer(ItemOrigin origin, byte[] item) {
    return judge(item, at -> CustomerReader.judge(at, customer -> stored(origin, customer)));
  }

  /** The customer that an item is about; null when it does not say so, or not as it must. */
  public static @Nullable String customerId(JsonNode item) {
    return CustomerIds.read(new ObjectReader(item, "", new Problems()));
  }

  private ItemVerdict stored(ItemOrigin origin, CustomerReader.Checked customer) {
    CustomerFact.Upsert upsert = customer.upsert(origin.receivedMillis());
    return new ItemVerdict.Good(
        customer.json()::get,
        RecordSender.record(topics.customers(), origin.key(upsert.customerId()), upsert),
        out -> {
          byte[] sent = Json.bytes(customer.json());
          out.copy(sent, 0, sent.length);
        });
  }

  private static ItemVerdict judge(byte[] item, Function<JsonCursor, ItemVerdict> reader) {
    try (JsonCursor at = new JsonCursor(item, 0, item.length)) {
      at.require();
      ItemVerdict verdict = reader.apply(at);
      at.requireEnd();
      return verdict.within(item.length);
    }
  }
}
