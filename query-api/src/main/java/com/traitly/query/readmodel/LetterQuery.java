package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.Page;
import com.traitly.streams.node.LocalStores;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads an account's dead letters by time: a {@link Page}; args {@link PageArgs}. Thread-safe. */
final class LetterQuery implements StateQuery {
  private final ReadModels models;
  private final LocalStores stores;

  LetterQuery(ReadModels models, LocalStores stores) {
    this.models = models;
    this.stores = stores;
  }

  @Override
  public JsonNode answer(StateRequest request) {
    PageArgs args = PageArgs.read(request.args());
    ReadOnlyKeyValueStore<Bytes, byte[]> redrives =
        stores.read(models.redrives(), request.partition());
    return EventQueries.scan(Bytes.wrap(Keys.text(request.account())), args)
        .page(
            stores.read(models.deadLetters(), request.partition()),
            args.part().after(),
            row -> {
              ObjectNode item = LetterRows.read(row.value);
              if (item == null) {
                return UnreadableItem.letter(row.key);
              }
              byte[] redriven =
                  redrives.get(
                      LetterRows.redriveKey(request.account(), item.path("origin").asText()));
              Long at = redriven == null ? null : LetterRows.readRedrive(redriven);
              return item.put("redriven_at", at == null ? null : Long.toString(at));
            })
        .json();
  }
}
